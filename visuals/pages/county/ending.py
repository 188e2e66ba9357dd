"""What of a county ends within 90 days, by its last day: how long that is, and the county's own links first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from graph_model.days import number
from visuals.report.links import ReportLink, ending_soon


@dataclass(frozen=True, slots=True)
class EndingDay:
    """`left` days after the day asked about, these links are no longer in force: 0 is its evening."""

    day: str
    left: int
    own: Sequence[ReportLink]
    others: Sequence[ReportLink]

    @property
    def count(self) -> int:
        return len(self.own) + len(self.others)


def ending_days(links: Iterable[ReportLink], day: int, county: str) -> list[EndingDay]:
    """`own` are links to the county itself, `others` those to what lies within it."""
    grouped = groupby(ending_soon(links, day), key=lambda link: link.through or "")
    return [_of_day(through, list(those), day, county) for through, those in grouped]


def _of_day(through: str, links: Sequence[ReportLink], day: int, county: str) -> EndingDay:
    return EndingDay(
        day=through,
        left=number(date.fromisoformat(through)) - day,
        own=[link for link in links if link.recipient_id == county],
        others=[link for link in links if link.recipient_id != county],
    )
