"""Writes the documentation's examples anew, from bangfu-demo.db in the working folder: run it as a module."""

import json
from pathlib import Path
from typing import Any

from api.desk import Desk
from api.http.listings import IMPORTS, RULES
from queries import QUESTIONS
from queries.units import UNITS
from visuals.values import plain

_DAY = "2026-06-30"
_OPTIONS: dict[str, dict[str, str | bool]] = {
    "coverage": {"rule": "county-central-soe"},
    "gaps": {"within": "凉山州", "unknown": True},
    "overlaps": {"pattern": "two_forces"},
    "pairings": {"recipient": "513431"},
    "timeline": {"rule": "county-central-soe", "from": "2026-06", "to": "2026-06"},
    "unit": {"unit": "513431"},
    "units": {"search": "zhaojue", "kind": "county"},
}


def main() -> None:
    with Desk.open("bangfu-demo.db") as desk:
        examples = {name: _asked(desk, name) for name in (*QUESTIONS, UNITS.name)}
        for listing in (RULES, IMPORTS):
            row = plain(dict(zip([each.name for each in listing.columns], listing.rows(desk)[-1], strict=True)))
            total = len(listing.rows(desk))
            examples[listing.name] = {"question": listing.name, "known_at": 1, "total": total, "rows": [row]}
            examples[listing.name]["next"] = None
    examples["imports"]["rows"][0]["who"] = "zhang"
    [unit] = examples["unit"]["rows"]
    unit.update({name: unit[name][:1] for name in ("helped_by", "hosts", "states")})
    text = json.dumps(examples, ensure_ascii=False, indent=1)
    (Path(__file__).parents[3] / "api/http/examples.json").write_text(text + "\n", encoding="utf-8")


def _asked(desk: Desk, name: str) -> dict[str, Any]:
    options: dict[str, str | bool] = {"as_of": _DAY, "limit": "1", **_OPTIONS.get(name, {})}
    asked = desk.answer(UNITS if name == UNITS.name else name, options)
    names = [column.name for column in asked.question.columns]
    rows = [plain(dict(zip(names, row, strict=True))) for row in asked.page(0, 1)]
    clocks = {"as_of": _DAY, "known_at": asked.known_at}
    return {"question": name, **clocks, "total": asked.total, "rows": rows, "next": asked.next}


if __name__ == "__main__":
    main()
