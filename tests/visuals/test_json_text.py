import io
import json
from typing import NamedTuple

from tests.visuals.answers import COLUMNS, counted, shown
from visuals.json_text import write_json, write_ndjson
from visuals.shown import CHUNK, Shown
from visuals.words import Words


def written(answer: Shown) -> str:
    out = io.BytesIO()
    write_json(answer, out)
    return out.getvalue().decode()


def test_the_envelope_in_its_order_one_row_a_line() -> None:
    assert written(shown(next="abc")) == (
        '{"question": "gaps", "as_of": "2026-11-23", "known_at": 3, "total": 3, "rows": [\n'
        '{"unit": "510001", "name": "昭觉县", "state": "covered", "has": 2, "reported": true, '
        '"forces": ["soe", "east_west"], "since": "2021-01-01", "since_precision": "year", "import": 1},\n'
        '{"unit": "510002", "name": "=HYPERLINK(1)", "state": "unknown", "has": 0, "reported": false, '
        '"forces": [], "since": null, "since_precision": null, "import": 1},\n'
        '{"unit": "510003", "name": "[red]\\"甲\\", 乙\\n丙", "state": "lapsed", "has": -1, "reported": false, '
        '"forces": ["soe"], "since": "2021-06-01", "since_precision": "month", "import": 2}\n'
        '], "next": "abc"}\n'
    )


def test_no_rows_are_an_empty_list() -> None:
    assert json.loads(written(shown([]))) == {
        "question": "gaps",
        "as_of": "2026-11-23",
        "known_at": 3,
        "total": 0,
        "rows": [],
        "next": None,
    }


def test_chunks_do_not_show() -> None:
    rows = json.loads(written(counted(2 * CHUNK + 1)))["rows"]

    assert [row["unit"] for row in rows] == [f"u{number}" for number in range(2 * CHUNK + 1)]


def test_ndjson_is_the_rows_alone() -> None:
    out = io.BytesIO()

    write_ndjson(shown(), out)

    lines = out.getvalue().decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(shown()))["rows"]


def test_a_row_within_a_row_is_an_object() -> None:
    class Inner(NamedTuple):
        import_: int

    answer = Shown.of_rows("unit", Words("单位", "Unit"), COLUMNS[:1], [([Inner(4)],)], known_at=1)

    assert json.loads(written(answer))["rows"] == [{"unit": [{"import": 4}]}]
