"""Writes the documentation's examples anew, from bangfu-demo.db in the working folder: run it as a module."""

import json
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.desk import Desk
from api.http.app import create_app
from api.http.listings import IMPORTS, RULES
from api.http.questions import ONLY_HERE
from api.settings import Settings
from queries import QUESTIONS
from visuals.values import plain
from visuals.words import Lang

_DAY = "2026-06-30"
_HERE = {each.name: each for each in ONLY_HERE}
_OPTIONS: dict[str, dict[str, str | bool]] = {
    "coverage": {"rule": "county-central-soe"},
    "gaps": {"within": "凉山州", "unknown": True},
    "overlaps": {"pattern": "two_forces"},
    "pairings": {"recipient": "513431"},
    "timeline": {"rule": "county-central-soe", "from": "2026-06", "to": "2026-06"},
    "unit": {"unit": "513431"},
    "units": {"search": "zhaojue", "kind": "county"},
    "whom-to-ask": {"unit": "513327", "field": "教育"},
}


def main() -> None:
    with Desk.open("bangfu-demo.db") as desk:
        examples = {name: _asked(desk, name) for name in (*QUESTIONS, *_HERE)}
        for listing in (RULES, IMPORTS):
            row = plain(dict(zip([each.name for each in listing.columns], listing.rows(desk)[-1], strict=True)))
            total = len(listing.rows(desk))
            examples[listing.name] = {"question": listing.name, "known_at": 1, "total": total, "rows": [row]}
            examples[listing.name]["next"] = None
    examples["network"] = _network()
    examples["imports"]["rows"][0]["who"] = "zhang"
    [unit] = examples["unit"]["rows"]
    unit.update({name: unit[name][:1] for name in ("helped_by", "hosts", "states")})
    text = json.dumps(examples, ensure_ascii=False, indent=1)
    (Path(__file__).parents[3] / "api/http/examples.json").write_text(text + "\n", encoding="utf-8")


def _asked(desk: Desk, name: str) -> dict[str, Any]:
    options: dict[str, str | bool] = {"as_of": _DAY, "limit": "1", **_OPTIONS.get(name, {})}
    asked = desk.answer(_HERE.get(name, name), options)
    names = [column.name for column in asked.question.columns]
    rows = [plain(dict(zip(names, row, strict=True))) for row in asked.page(0, 1)]
    clocks = {"as_of": _DAY, "known_at": asked.known_at}
    return {"question": name, **clocks, "total": asked.total, "rows": rows, "next": asked.next}


def _network() -> dict[str, Any]:
    """As the API answers, with one of its links and the two units at its ends."""
    with TestClient(create_app(Settings(Path("bangfu-demo.db"), Lang.ZH)), "http://127.0.0.1:8000") as client:
        answer: dict[str, Any] = client.get(f"/api/v1/network?around=513431&as_of={_DAY}").json()
    answer["links"] = answer["links"][:1]
    [link] = answer["links"]
    answer["nodes"] = [node for node in answer["nodes"] if node["id"] in (link["source"], link["target"])]
    return answer


if __name__ == "__main__":
    main()
