"""How long a gap has lasted, in words."""

from datetime import date

from graph_model.days import number
from visuals.words import Lang, Words

_DAYS = Words("{count} 天", "{count} days")
_MONTHS = Words("{count} 个月", "{count} months")


def gap_age(since: str | None, day: int, lang: Lang) -> str:
    """Days up to two months, then months; nothing for a gap that was never filled. `since` is an ISO day."""
    if since is None:
        return ""
    days = day - number(date.fromisoformat(since)) + 1
    return _DAYS.said(lang, count=days) if days < 61 else _MONTHS.said(lang, count=round(days / 30.44))
