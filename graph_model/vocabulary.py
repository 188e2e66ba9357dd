"""The closed lists: kinds, forces, posts, roles, states, each with its Chinese and English words.

Codes are what JSON, CSV and the store hold; words are what people read and may write in tables.
The order of a list is a code's number inside numpy columns, which are rebuilt at every release,
so a list may grow anywhere without touching what stores hold.
"""

from enum import StrEnum
from typing import Self

from graph_model.synonyms import SYNONYMS


class Term(StrEnum):
    """A code with its Chinese word, its English word and further words that tables use for it."""

    zh: str
    en: str
    synonyms: tuple[str, ...]
    number: int
    """Place in the closed list: the value in numpy columns."""

    def __new__(cls, code: str, zh: str, en: str, *synonyms: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh, member.en = zh, en
        member.synonyms = *synonyms, *SYNONYMS.get(cls.__name__, {}).get(code, "").split()
        member.number = len(cls.__members__)
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code; raises KeyError when there is none."""
        member: Self = cls._value2member_map_[code]  # type: ignore[assignment]  # an enum's own map of its members
        return member


class Kind(Term):
    """What a unit is (DESIGN §3)."""

    PROVINCE = "province", "省", "Province"
    PREFECTURE = "prefecture", "市（州）", "Prefecture"
    COUNTY = "county", "县（市、区）", "County"
    TOWNSHIP = "township", "乡镇（街道）", "Township"
    VILLAGE = "village", "村（社区）", "Village"
    CENTRAL_UNIT = "central_unit", "中央单位", "Central unit"
    PROVINCIAL_UNIT = "provincial_unit", "省直部门（单位）", "Provincial unit"
    DEPARTMENT = "department", "县级部门单位", "Department"
    CENTRAL_SOE = "central_soe", "在川央企", "Central SOE"
    LOCAL_SOE = "local_soe", "地方国企", "Local SOE"
    UNIVERSITY = "university", "高校", "University"
    SCHOOL = "school", "学校", "School"
    HOSPITAL = "hospital", "医疗机构", "Hospital"
    TASK_FORCE = "task_force", "县级工作专班", "Task force"
    WORK_TEAM = "work_team", "驻村（乡）帮扶工作队", "Work team"
    PARTY_ORGANIZATION = "party_organization", "党组织", "Party organisation"
    PRIVATE_FIRM = "private_firm", "民企", "Private firm"
    CHAMBER = "chamber", "商会", "Chamber of commerce"
    INSTITUTION = "institution", "其他单位", "Institution"


PLACES = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE)


class Force(Term):
    """The five assistance forces 五支帮扶力量."""

    EAST_WEST = "east_west", "东西部协作", "East-west collaboration"
    INTRA_PROVINCE = "intra_province", "省内结对帮扶", "Intra-provincial pairing"
    DESIGNATED = "designated", "中省定点帮扶", "Designated assistance"
    SOE = "soe", "国有企业帮扶", "State-owned enterprises"
    GROUP_TALENT = "group_talent", "“组团式”人才帮扶", "Group-type talent"


class Role(Term):
    """A helper's part in a pairing."""

    LEAD = "lead", "牵头", "Lead"
    MEMBER = "member", "成员", "Member"


class Post(Term):
    """What the dispatched are sent to be. A post and a count, never a person."""

    SECONDED_CADRE = "seconded_cadre", "挂职干部", "Seconded cadre"
    VILLAGE_CADRE = "village_cadre", "驻村干部", "Village-resident cadre"
    FIRST_SECRETARY = "first_secretary", "第一书记", "First secretary"
    TEAM_MEMBER = "team_member", "工作队员", "Work-team member"
    TASK_FORCE_MEMBER = "task_force_member", "专班成员", "Task-force member"
    TASK_FORCE_HEAD = "task_force_head", "专班班长", "Task-force head"
    GROUP_MEDICAL = "group_medical", "组团式医疗", "Group medical"
    GROUP_EDUCATION = "group_education", "组团式教育", "Group education"
    GROUP_SCIENCE = "group_science", "组团式科技", "Group science"
    SPECIALIST = "specialist", "专业技术人才", "Specialist"


class Field(Term):
    """The field of work of a dispatch. The code is the Chinese word itself (INTERFACES §1)."""

    PLANNING = "发改", "发改", "Planning"
    TRANSPORT = "交通", "交通", "Transport"
    FARMING = "农牧", "农牧", "Farming and herding"
    WATER = "水利", "水利", "Water"
    ENERGY = "能源", "能源", "Energy"
    INDUSTRY = "工业", "工业", "Industry"
    ECOLOGY = "生态环境", "生态环境", "Ecology and environment"
    TOURISM = "文旅", "文旅", "Culture and tourism"
    MEDICAL = "医疗", "医疗", "Medical"
    EDUCATION = "教育", "教育", "Education"
    SCIENCE = "科技", "科技", "Science and technology"
    EMPLOYMENT = "就业", "就业", "Employment"
    FINANCE = "金融", "金融", "Finance"
    HOUSING = "住建", "住建", "Housing and construction"
    PARTY_BUILDING = "党建", "党建", "Party building"
    OTHER = "其他", "其他", "Other"


class State(Term):
    """What a rule says of a unit on a day; the first that fits, in INTERFACES §2's order."""

    COVERED = "covered", "满足", "Covered"
    OVER = "over", "超配", "Over"
    PARTIAL = "partial", "未配足", "Partial"
    INHERITED = "inherited", "挂名覆盖", "Inherited"
    PLANNED = "planned", "待启动", "Planned"
    LAPSED = "lapsed", "已到期", "Lapsed"
    UNCOVERED = "uncovered", "无帮扶", "Uncovered"
    UNKNOWN = "unknown", "未填报", "Unknown"


GAP_STATES = (State.PARTIAL, State.INHERITED, State.PLANNED, State.LAPSED, State.UNCOVERED)


class LinkTable(Term):
    """The two tables of links, and the `link` of a rule."""

    PAIRING = "pairing", "结对", "Pairing", "pairings", "结对表"
    DISPATCH = "dispatch", "选派", "Dispatch", "dispatches", "选派表"


class Pattern(Term):
    """The ways in which help overlaps (INTERFACES §3)."""

    OVER_MAX = "over_max", "超过上限", "Over the maximum"
    TWO_FORCES = "two_forces", "一方两支力量", "One helper, several forces"
    PARENT_AND_BRANCH = "parent_and_branch", "上级与下属同帮", "Parent and branch"
    SHARED_UNITS = "shared_units", "两方同帮多个", "Two helpers, shared units"


class Reason(Term):
    """Why a unit is one to ask about a field of work; the first that fits, in this order."""

    DISPATCH = "dispatch", "已派人在这个领域", "Has sent people in this field"
    NAME = "name", "本身主管或从事这个领域", "Works in this field by its name"
    KIND = "kind", "单位类型对口", "Is of the kind for this field"
    LEAD = "lead", "定点帮扶等的牵头单位", "Lead unit of the pairing"
    NOBODY = "nobody", "没有对口的帮扶方", "No helper in this field"


class Change(Term):
    """What an import did to an object."""

    ADDED = "added", "新增", "Added"
    ENDED = "ended", "结束", "Ended"
    CORRECTED = "corrected", "更正", "Corrected"
    WITHDRAWN = "withdrawn", "撤回", "Withdrawn"


class What(Term):
    """What an import can change."""

    DISPATCH = "dispatch", "选派", "Dispatch"
    PAIRING = "pairing", "结对", "Pairing"
    RETURN = "return", "填报", "Return"
    RULE = "rule", "规则", "Rule"
    UNIT = "unit", "单位", "Unit"


class Action(Term):
    """What an import was."""

    CREATE = "create", "建库", "Create"
    LOAD = "load", "导入", "Load"
    UNDO = "undo", "撤销", "Undo"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    ALIAS = "alias", "别名", "Alias"


class Group(Term):
    """The groups of the pack `sichuan-39`; a pack of one's own may name others."""

    FIVE_FORCES = "five_forces", "五支力量", "Five forces"
    MECHANISM = "mechanism", "机制", "Mechanism"
    GROUP_TALENT = "group_talent", "组团人才", "Group talent"
    SHORTAGE_POSTS = "shortage_posts", "紧缺岗位", "Shortage posts"
    FULL_DOMAIN = "full_domain", "全域结对", "Full-domain pairing"
