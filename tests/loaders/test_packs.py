"""Rule packs: every field, every fault with its line, and nothing of a pack that has one."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_model.days import BEGINNING, OPEN, parse_day
from graph_model.errors import TableError
from graph_model.rules import Rule
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post, Role
from loaders.rules.packs import PackError, read_pack
from loaders.sheets.headers import NoTableError
from tests.loaders.reading import written

PACK = '[pack]\nid = "mine"\n'
RULE = 'id = "a"\nrecipient = ["county"]\nlink = "pairing"\n'


def only_rule(folder: Path, lines: str) -> Rule:
    ((_, rule),) = read_pack(written(folder / "p.toml", f"{PACK}[[rule]]\n{lines}")).rules
    return rule


def test_every_field_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path / "p.toml",
        """\
# 我们的规则
[pack]
id = "mine"
title = "规则"
title_en = "Rules"
version = "2"

[[rule]]   # the first
id = "county-cadres"
title = "干部"
title_en = "Cadres"
group = "shortage_posts"
scope = "sichuan39"
recipient = ["县（市、区）", "township"]
link = "选派"
force = ["国企", "designated", "组团式"]
helper = ["在川央企"]
post = ["挂职"]
field = ["卫生健康", "交通"]
role = ["牵头"]
each = "force"
needs = ["agreement"]
min = 2
max = 3
inherit = true
since = 2021-06-01
through = "2025年"
clause = "第一条"

[[rule]]
id = "b"
recipient = ["village"]
link = "pairing"
""",
    )

    pack = read_pack(path)

    assert (pack.path, pack.id, pack.title, pack.title_en, pack.version) == (path, "mine", "规则", "Rules", "2")
    assert pack.rules == [
        (
            8,
            Rule(
                id="county-cadres",
                title="干部",
                title_en="Cadres",
                group="shortage_posts",
                scope="sichuan39",
                recipient=(Kind.COUNTY, Kind.TOWNSHIP),
                link=LinkTable.DISPATCH,
                force=(Force.SOE, Force.DESIGNATED, Force.GROUP_TALENT),
                helper=(Kind.CENTRAL_SOE,),
                post=(Post.SECONDED_CADRE,),
                field=(Field.MEDICAL, Field.TRANSPORT),
                role=(Role.LEAD,),
                each="force",
                needs=("agreement",),
                min=2,
                max=3,
                inherit=True,
                since=parse_day("2021-06-01"),
                until=parse_day("2026-01-01"),
                clause="第一条",
            ),
        ),
        (30, Rule(id="b", title="b", recipient=(Kind.VILLAGE,), link=LinkTable.PAIRING)),
    ]


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        pytest.param("", BEGINNING, OPEN, id="always"),
        pytest.param('since = ""\nthrough = ""', BEGINNING, OPEN, id="empty texts"),
        pytest.param('since = "2021-06"\nthrough = "2021-06"', "2021-06-01", "2021-07-01", id="a month"),
        pytest.param('since = "2021.6.5"\nthrough = 2021-06-05', "2021-06-05", "2021-06-06", id="one day"),
        pytest.param("since = 2021\nthrough = 2021", "2021-01-01", "2022-01-01", id="numbers as years"),
    ],
)
def test_days_as_in_tables(tmp_path: Path, said: str, since: Any, until: Any) -> None:
    rule = only_rule(tmp_path, f"{RULE}{said}\n")

    days = tuple(parse_day(day) if isinstance(day, str) else day for day in (since, until))
    assert (rule.since, rule.until) == days


@pytest.mark.parametrize(
    ("rule", "column", "code"),
    [
        ('recipient = ["county"]\nlink = "pairing"', "id", "missing"),
        ('id = ""\nrecipient = ["county"]\nlink = "pairing"', "id", "bad_character"),
        ('id = "县"\nrecipient = ["county"]\nlink = "pairing"', "id", "bad_character"),
        (f'id = "{"a" * 65}"\nrecipient = ["county"]\nlink = "pairing"', "id", "too_long"),
        ('id = "a"\nlink = "pairing"', "recipient", "missing"),
        ('id = "a"\nrecipient = []\nlink = "pairing"', "recipient", "missing"),
        ('id = "a"\nrecipient = ["cuonty"]\nlink = "pairing"', "recipient", "unknown_kind"),
        ('id = "a"\nrecipient = "county"\nlink = "pairing"', "recipient", "unknown_field"),
        ('id = "a"\nrecipient = ["county", "县"]\nlink = "pairing"', "recipient", "duplicate"),
        ('id = "a"\nrecipient = ["county"]', "link", "missing"),
        ('id = "a"\nrecipient = ["county"]\nlink = "gift"', "link", "unknown_kind"),
        (RULE + 'helper = ["bank"]', "helper", "unknown_kind"),
        (RULE + 'force = ["navy"]', "force", "unknown_force"),
        (RULE + "force = [3]", "force", "missing"),
        (RULE + 'post = ["厨师"]', "post", "unknown_post"),
        (RULE + 'field = ["{x}"]', "field", "unknown_field"),
        (RULE + 'role = ["boss"]', "role", "unknown_role"),
        (RULE + 'each = "post"', "each", "unknown_field"),
        (RULE.replace('"a"', '"a:b"') + 'each = "force"', "each", "bad_character"),
        (RULE + 'needs = ["money"]', "needs", "unknown_field"),
        (RULE + "min = 0", "min", "bad_number"),
        (RULE + "min = 1.5", "min", "bad_number"),
        (RULE + "min = true", "min", "bad_number"),
        (RULE + 'min = "2"', "min", "bad_number"),
        (RULE + "max = 999999999999", "max", "bad_number"),
        (RULE + "min = 2\nmax = 1", "max", "bad_number"),
        (RULE + 'inherit = "yes"', "inherit", "unknown_field"),
        (RULE + 'since = "2021-02-30"', "since", "bad_date"),
        (RULE + 'since = "soon"', "since", "bad_date"),
        (RULE + "since = 2021-06-01T00:00:00", "since", "bad_date"),
        (RULE + "since = true", "since", "bad_date"),
        (RULE + "since = 2021-06-02\nthrough = 2021-06-01", "through", "start_after_end"),
        (RULE + "title = 3", "title", "bad_character"),
        (RULE + 'title = "a\\u202Eb"', "title", "bad_character"),
        (RULE + f'clause = "{"x" * 2001}"', "clause", "too_long"),
        (RULE + "until = 2021-06-02", "until", "unknown_field"),
    ],
)
def test_every_fault_has_its_line_field_and_code(tmp_path: Path, rule: str, column: str, code: str) -> None:
    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", f"{PACK}\n[[rule]]\n{rule}\n"))

    assert [(issue.row, issue.column, issue.code) for issue in refused.value.issues] == [(4, column, code)]
    assert " · " in refused.value.issues[0].message


def test_the_sentence_names_the_file_the_rule_the_field_the_value_and_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", f'{PACK}[[rule]]\n{RULE}role = ["boss"]\nmax = 0\n'))

    assert str(refused.value) == (
        "p.toml 有 2 处错误，整包未导入，请改正："
        "第 3 行 a role “boss” 不在列表里，可写：牵头 lead、成员 member；第 3 行 a max “0” 应为 1 以上的整数 · "
        "p.toml: 2 to be corrected, and no rule of the pack was loaded: "
        "line 3, a role “boss” is not one of: lead, member; line 3, a max “0” must be a whole number, 1 or more."
    )


def test_likely_words_are_candidates(tmp_path: Path) -> None:
    text = f"{PACK}[[rule]]\n{RULE}".replace("county", "cuonty")

    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", text))

    assert refused.value.issues[0].candidates[0] == "county"


@pytest.mark.parametrize(
    ("pack", "column", "code"),
    [
        ("[pack]\n", "id", "missing"),
        ('[pack]\nid = "一"\n', "id", "bad_character"),
        ('[pack]\nid = "p"\nversion = 2\n', "version", "bad_character"),
        ('[pack]\nid = "p"\nauthor = "x"\n', "author", "unknown_field"),
        ('note = "x"\n[pack]\nid = "p"\n', "note", "unknown_field"),
        ('[pack]\nid = "p"\n[rule]\nid = "a"\n', "rule", "unknown_field"),
        ('[[pack]]\nid = "p"\n', "pack", "unknown_field"),
    ],
)
def test_faults_of_the_pack_itself(tmp_path: Path, pack: str, column: str, code: str) -> None:
    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", pack))

    assert [(issue.column, issue.code) for issue in refused.value.issues] == [(column, code)]


def test_rules_without_a_pack_are_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", f"[[rule]]\n{RULE}"))

    assert [(issue.column, issue.code) for issue in refused.value.issues] == [("id", "missing")]


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param(("a", "b", "a"), id="the same id"),
        pytest.param(("a", "b", "each:soe"), id="an id that each makes"),
        pytest.param(("a", "b", "each"), id="the id that each is declared by"),
    ],
)
def test_one_id_for_two_rules_is_refused(tmp_path: Path, ids: tuple[str, ...]) -> None:
    rules = "".join(f"[[rule]]\n{RULE}".replace('"a"', f'"{rule_id}"') for rule_id in ids)
    text = f'{PACK}[[rule]]\n{RULE}each = "force"\n'.replace('"a"', '"each"') + rules

    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", text))

    assert {issue.code for issue in refused.value.issues} == {"duplicate"}
    assert {issue.row for issue in refused.value.issues} == {16}


def test_where_lines_cannot_be_told_rules_are_numbered(tmp_path: Path) -> None:
    text = f'{PACK}title = """\n[[rule]]\n"""\n[[rule]]\n{RULE}max = 0\n'

    with pytest.raises(PackError) as refused:
        read_pack(written(tmp_path / "p.toml", text))

    assert [issue.row for issue in refused.value.issues] == [1]


def test_a_pack_of_no_rules_is_a_pack(tmp_path: Path) -> None:
    assert read_pack(written(tmp_path / "p.toml", "\ufeff" + PACK)).rules == []


def test_other_toml_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(NoTableError):
        read_pack(written(tmp_path / "p.toml", "[project]\nname = 'x'\n"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[pack\n", "不是正确的 TOML"),
        (PACK.encode() + b'title = "x', "不是正确的 TOML"),
        (PACK.encode() + b"x = " + b"[" * 100_000, "不是正确的 TOML"),
        ('[pack]\nid = "p"\ntitle = "规则"\n'.encode("gbk"), "不是 UTF-8 编码"),
        (b"#" * 9_000_000, "太大"),
    ],
)
def test_broken_toml_is_said_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_pack(written(tmp_path / "p.toml", content))


anything = st.recursive(
    st.sampled_from(["true", "3", "-1", "1.5", "nan", '""', '"force"', '"county"', "2021-06-01", "07:30:00", '"{0}"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | inner.map(lambda item: f"{{ a = {item} }}")
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=st.dictionaries(st.sampled_from([*Rule.__dataclass_fields__, "through", "x"]), anything),
    junk=st.text(max_size=20),
)
def test_whatever_a_pack_says_raises_nothing_but_a_sentence(tmp_path: Path, given: dict[str, str], junk: str) -> None:
    rule = "".join(f"{name} = {value}\n" for name, value in given.items())
    for text in (f"{PACK}[[rule]]\n{rule}", f"{PACK}{junk}", junk):
        with suppress(TableError):
            read_pack(written(tmp_path / "p.toml", text.encode("utf-8", "surrogatepass")))
