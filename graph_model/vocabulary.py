"""The closed lists: kinds, forces, posts, roles, states, each with its Chinese and English words.

Codes are what JSON, CSV and the store hold; words are what people read and may write in tables.
The order of a list is a code's number inside numpy columns, which are rebuilt at every release,
so a list may grow anywhere without touching what stores hold.
"""

from enum import StrEnum
from typing import Self


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
        member.zh, member.en, member.synonyms = zh, en, synonyms
        member.number = len(cls.__members__)
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code; raises KeyError when there is none."""
        member: Self = cls._value2member_map_[code]  # type: ignore[assignment]  # an enum's own map of its members
        return member


class Kind(Term):
    """What a unit is (DESIGN §3)."""

    PROVINCE = "province", "省", "Province", "省级"
    PREFECTURE = "prefecture", "市（州）", "Prefecture", "市州", "地级市", "市", "州"
    COUNTY = "county", "县（市、区）", "County", "县", "区", "县级市", "县市区"
    TOWNSHIP = "township", "乡镇（街道）", "Township", "乡镇", "街道", "乡", "镇"
    VILLAGE = "village", "村（社区）", "Village", "村", "社区"
    CENTRAL_UNIT = "central_unit", "中央单位", "Central unit", "中央和国家机关"
    PROVINCIAL_UNIT = "provincial_unit", "省直部门（单位）", "Provincial unit", "省直部门", "省直单位"
    DEPARTMENT = "department", "县级部门单位", "Department", "县级部门", "部门单位", "部门"
    CENTRAL_SOE = "central_soe", "在川央企", "Central SOE", "央企", "中央企业"
    LOCAL_SOE = "local_soe", "地方国企", "Local SOE", "省属国企", "市属国企"
    UNIVERSITY = "university", "高校", "University", "高等院校", "大学"
    SCHOOL = "school", "学校", "School"
    HOSPITAL = "hospital", "医疗机构", "Hospital", "医院"
    TASK_FORCE = "task_force", "县级工作专班", "Task force", "工作专班", "专班"
    WORK_TEAM = "work_team", "驻村（乡）帮扶工作队", "Work team", "帮扶工作队", "驻村工作队", "工作队"
    PARTY_ORGANIZATION = "party_organization", "党组织", "Party organisation", "党支部", "党委"
    PRIVATE_FIRM = "private_firm", "民企", "Private firm", "民营企业"
    CHAMBER = "chamber", "商会", "Chamber of commerce", "行业协会"
    INSTITUTION = "institution", "其他单位", "Institution", "其他", "事业单位"


PLACES = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE)


class Force(Term):
    """The five assistance forces 五支帮扶力量."""

    EAST_WEST = "east_west", "东西部协作", "East-west collaboration", "对口支援", "东西部协作（对口支援）"
    INTRA_PROVINCE = "intra_province", "省内结对帮扶", "Intra-provincial pairing", "省内结对", "省内对口帮扶"
    DESIGNATED = "designated", "中省定点帮扶", "Designated assistance", "定点帮扶", "中省定点"
    SOE = "soe", "国有企业帮扶", "State-owned enterprises", "国企", "国企帮扶", "国有企业"
    GROUP_TALENT = "group_talent", "“组团式”人才帮扶", "Group-type talent", "组团式帮扶", "组团式人才", "组团式"


class Role(Term):
    """A helper's part in a pairing."""

    LEAD = "lead", "牵头", "Lead", "牵头单位"
    MEMBER = "member", "成员", "Member", "成员单位"


class Post(Term):
    """What the dispatched are sent to be. A post and a count, never a person."""

    SECONDED_CADRE = "seconded_cadre", "挂职干部", "Seconded cadre", "挂职"
    VILLAGE_CADRE = "village_cadre", "驻村干部", "Village-resident cadre", "驻村"
    FIRST_SECRETARY = "first_secretary", "第一书记", "First secretary", "驻村第一书记"
    TEAM_MEMBER = "team_member", "工作队员", "Work-team member", "驻村工作队员", "队员"
    TASK_FORCE_MEMBER = "task_force_member", "专班成员", "Task-force member", "工作专班成员"
    TASK_FORCE_HEAD = "task_force_head", "专班班长", "Task-force head", "工作专班班长", "班长"
    GROUP_MEDICAL = "group_medical", "组团式医疗", "Group medical", "“组团式”医疗", "组团式医疗人才"
    GROUP_EDUCATION = "group_education", "组团式教育", "Group education", "“组团式”教育", "组团式教育人才"
    GROUP_SCIENCE = "group_science", "组团式科技", "Group science", "“组团式”科技", "组团式科技人才"
    SPECIALIST = "specialist", "专业技术人才", "Specialist", "专技人才"


class Field(Term):
    """The field of work of a dispatch. The code is the Chinese word itself (INTERFACES §1)."""

    PLANNING = "发改", "发改", "Planning", "发展改革", "发展和改革"
    TRANSPORT = "交通", "交通", "Transport", "交通运输"
    FARMING = "农牧", "农牧", "Farming and herding", "农业", "农业农村", "畜牧"
    WATER = "水利", "水利", "Water"
    ENERGY = "能源", "能源", "Energy"
    INDUSTRY = "工业", "工业", "Industry", "经信", "经济和信息化"
    ECOLOGY = "生态环境", "生态环境", "Ecology and environment", "生态", "环保"
    TOURISM = "文旅", "文旅", "Culture and tourism", "文化旅游", "文化和旅游"
    MEDICAL = "医疗", "医疗", "Medical", "卫生健康", "卫生", "卫健"
    EDUCATION = "教育", "教育", "Education"
    SCIENCE = "科技", "科技", "Science and technology", "科学技术"
    EMPLOYMENT = "就业", "就业", "Employment", "人社"
    FINANCE = "金融", "金融", "Finance"
    HOUSING = "住建", "住建", "Housing and construction", "住房和城乡建设"
    PARTY_BUILDING = "党建", "党建", "Party building", "组织"
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


class Group(Term):
    """The groups of the pack `sichuan-39`; a pack of one's own may name others."""

    FIVE_FORCES = "five_forces", "五支力量", "Five forces"
    MECHANISM = "mechanism", "机制", "Mechanism"
    GROUP_TALENT = "group_talent", "组团人才", "Group talent"
    SHORTAGE_POSTS = "shortage_posts", "紧缺岗位", "Shortage posts"
    FULL_DOMAIN = "full_domain", "全域结对", "Full-domain pairing"
