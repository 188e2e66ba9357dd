"""The last meeting, as somebody names it: a day, or the import that was the newest then."""

from typing import TYPE_CHECKING

from api.options import import_at
from graph_model.days import in_shanghai, iso, number, parse_period
from visuals.report.meeting import Then

if TYPE_CHECKING:
    from api.desk import Desk

_A_MONTH = 30


def last_meeting(desk: "Desk", since: str | None, day: int, known_at: int) -> Then:
    """The day and the ledger that a report is compared with: by default 30 days earlier. Raises UsageError."""
    imports = desk.graph().history.imports
    text = iso(day - _A_MONTH) if since is None else since
    period = None if text.isdigit() else parse_period(text)
    if period is not None and period.last < number(in_shanghai(imports[0].time).date()):
        return Then(period.last, desk.graph(0))  # before there was a store, nothing was known
    seq = import_at(desk.graph().history, text, "--since")
    at = number(in_shanghai(imports[seq].time).date()) if period is None else period.last
    return Then(min(at, day), desk.graph(min(seq, known_at)))
