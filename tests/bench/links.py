"""Who helps whom, for about three years: relations whose terms follow each other and end in clusters."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tests.bench.units import Ints, Units

SOES = ("central_soe", "local_soe")
BODIES = ("school", "hospital", "department", "party_organization")


@dataclass(frozen=True, slots=True)
class Stream:
    """Links of one make. `share` of all links, or `each`: so many relations a recipient.

    `served` is the share of possible recipients that ever had one.
    """

    table: str
    forces: tuple[str, ...]
    helpers: tuple[str, ...]
    recipients: tuple[str, ...]
    posts: tuple[str, ...] = ("",)
    share: float = 0
    each: float = 0
    served: float = 1


STREAMS = (
    Stream("pairings", ("east_west",), ("county",), ("county",), each=0.9),
    Stream("pairings", ("soe",), SOES, ("county",), each=2.6),
    Stream("pairings", ("designated",), ("central_unit", "provincial_unit"), ("county",), each=1.2),
    Stream(
        "dispatches",
        ("east_west", "intra_province"),
        ("county", "provincial_unit"),
        ("county",),
        ("seconded_cadre", "specialist"),
        each=2.2,
    ),
    Stream(
        "dispatches",
        ("intra_province", "designated"),
        ("provincial_unit", "central_unit"),
        ("township",),
        ("team_member",),
        share=0.09,
        served=0.8,
    ),
    Stream(
        "dispatches",
        ("intra_province", "designated", "soe"),
        ("provincial_unit", "department", *SOES),
        ("village",),
        ("village_cadre", "first_secretary", "team_member"),
        share=0.43,
        served=0.6,
    ),
    Stream(
        "pairings",
        ("intra_province", "soe", "designated", "east_west"),
        ("provincial_unit", "department", *SOES),
        ("village",),
        share=0.22,
        served=0.45,
    ),
    Stream("pairings", ("intra_province", "east_west"), (*BODIES, "university"), BODIES, share=0.19, served=0.6),
    Stream("dispatches", ("group_talent",), ("hospital", "university"), ("hospital",), ("group_medical",), share=1),
)
"""The last one takes what the others leave."""

_STARTS = np.array(["2024-01", "2024-07", "2025-01", "2025-07", "2026-01", "2026-07", "2027-01"], "datetime64[M]")
_STARTS_SHARE = (0.2, 0.1, 0.3, 0.1, 0.17, 0.08, 0.05)
_MONTHS, _MONTHS_SHARE = (6, 12, 24, 36), (0.1, 0.5, 0.25, 0.15)
_TERMS, _TERMS_SHARE = (1, 2, 3), (0.35, 0.4, 0.25)
_MEAN_TERMS = 1.9
NEVER = np.datetime64("NaT", "D")
MONTHLY, SEEN = 1, 2


@dataclass(slots=True)
class Links:
    """Columns of one table; `force` and `post` are words of STREAMS. `how`: 0 a day, MONTHLY, SEEN."""

    helper: Ints
    recipient: Ints
    force: npt.NDArray[np.str_]
    post: npt.NDArray[np.str_]
    since: npt.NDArray[np.datetime64]
    through: npt.NDArray[np.datetime64]
    how: Ints
    agreed: Ints
    basis: Ints
    headcount: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    def __len__(self) -> int:
        return len(self.helper)


def make_links(units: Units, count: int, rng: np.random.Generator) -> Iterator[tuple[str, Links]]:
    """All streams, one after the other, with the table each belongs to: `count` links together."""
    left = count
    for stream in STREAMS:
        recipients = _recipients(units, stream, rng)
        wanted = round(stream.each * len(recipients) * _MEAN_TERMS) or round(stream.share * count)
        wanted = left if stream is STREAMS[-1] else min(wanted, left)
        left -= wanted
        yield stream.table, _links(units, stream, recipients, wanted, rng)


def _recipients(units: Units, stream: Stream, rng: np.random.Generator) -> Ints:
    """Counties: of the west. Villages that came or went are left alone: links to them would be warned of."""
    possible = np.concatenate([units.of[kind] for kind in stream.recipients])
    if stream.recipients == ("county",):
        return possible[units.scope[2] > 0]
    if stream.recipients == ("village",):
        possible = possible[units.life[4] == 0]
    return possible[rng.random(len(possible)) < stream.served]


def _links(units: Units, stream: Stream, recipients: Ints, count: int, rng: np.random.Generator) -> Links:
    relations = round(count / _MEAN_TERMS) + 10
    terms = rng.choice(_TERMS, relations, p=_TERMS_SHARE)
    while terms.sum() < count:
        terms = np.r_[terms, rng.choice(_TERMS, relations, p=_TERMS_SHARE)]
    of = np.repeat(np.arange(len(terms)), terms)[:count]
    since, through = _terms(of, len(terms), rng)
    return Links(
        helper=rng.choice(_helpers(units, stream), len(terms))[of],
        recipient=rng.choice(recipients, len(terms))[of],
        force=rng.choice(np.array(stream.forces), len(terms))[of],
        post=rng.choice(np.array(stream.posts), len(terms))[of],
        since=since,
        through=through,
        how=rng.choice(3, count, p=[0.88, 0.1, 0.02]),
        agreed=(rng.random(len(terms)) < 0.7).astype(np.int64)[of],
        basis=rng.integers(0, 200, count),
        headcount=rng.integers(1, 4, count),
    )


def _helpers(units: Units, stream: Stream) -> Ints:
    """Counties that help are those of the east."""
    helpers = np.concatenate([units.of[kind] for kind in stream.helpers])
    if "county" in stream.helpers:
        east = units.of["county"][units.scope[2] == 0]
        helpers = np.r_[np.setdiff1d(helpers, units.of["county"]), east]
    return helpers


def _terms(
    of: Ints, relations: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
    """First and last day of each term; the terms of a relation follow each other. Some are open."""
    start = rng.choice(_STARTS, relations, p=_STARTS_SHARE)
    months = rng.choice(_MONTHS, relations, p=_MONTHS_SHARE)
    nth = np.arange(len(of)) - np.searchsorted(of, of)
    since = start[of] + nth * months[of]
    through = (since + months[of]).astype("datetime64[D]") - 1
    is_last = np.r_[of[1:] != of[:-1], True]
    through[is_last & (rng.random(len(of)) < 0.05)] = NEVER
    return since.astype("datetime64[D]"), through
