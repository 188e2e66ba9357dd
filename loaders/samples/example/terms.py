"""When links of the example begin and end: the shares and the cliffs, and terms drawn from them.

The day to look at is 2026-11-23. Terms end together, at the ends of plans and years, so that a
timeline shows cliffs: a large one at the end of 2025, of which most was renewed, a small one in
the middle of 2026, and the one still ahead at the end of 2026.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from loaders.samples.example.dice import Dice


class Outcome(Enum):
    """Where a slot is on 2026-11-23."""

    IN_FORCE = auto()
    LAPSED = auto()
    PLANNED = auto()
    NEVER = auto()


IN_FORCE, LAPSED, PLANNED, NEVER = Outcome


class Course(Enum):
    """How a slot that is filled came to be, or will cease to be."""

    STEADY = auto()
    RENEWED = auto()
    ENDING = auto()
    SEEN = auto()


Shares = Mapping[Outcome, float]


@dataclass(frozen=True, slots=True)
class Term:
    since: str = ""
    through: str = ""
    seen: str = ""


COURSES = {Course.STEADY: 24, Course.RENEWED: 42, Course.ENDING: 30, Course.SEEN: 4}

# Days, months and years: a table says what its office knew.
PLAN_STARTS = {"2021-05-10": 4, "2021-06": 5, "2021-07-01": 4, "2021": 2, "2022-03-01": 2, "2023-09-01": 1}
LATE_STARTS = {"2023-03-15": 3, "2023-09-01": 4, "2024-01-01": 5, "2024-04": 2, "2024": 1, "2025-01-01": 3}
OPEN_ENDS = {"": 6, "2030-12-31": 3, "2030": 1}
CLIFF_2025 = {"2025-12-31": 8, "2025-12": 1, "2025": 1}
CLIFF_2026 = {"2026-12-31": 8, "2026-12": 1, "2027-06-30": 1}
RENEWED_ENDS = {"2026-12-31": 5, "2027-12-31": 1, "2030-12-31": 3, "": 1}
SEEN_DAYS = {"2024-06-30": 3, "2025-03": 3, "2025": 1, "2026-05-20": 3}
PLANNED_STARTS = {"2027-01-01": 7, "2027-03": 2, "2026-12-01": 1}
PLANNED_ENDS = {"2028-12-31": 4, "2030-12-31": 4, "": 2}
# The middle of 2026 is the smaller cliff: of the ends, of the renewals after it, of the lapsed.
MID_2026 = 0.25
MID_2026_END, AFTER_MID_2026 = "2026-06-30", "2026-07-01"
AFTER_2025 = "2026-01-01"
END_2026, AFTER_2026 = "2026-12-31", "2027-01-01"
PLANNED_AFTER_A_GAP = 0.4
SIGNED_AHEAD = 0.35
"""Share of terms up to the end of 2026 whose next term is already signed."""
OLD_ROUND_STARTS = {"2016": 3, "2017-09-01": 2, "2018-06": 4, "2019-01-01": 1}
OLD_ROUND_ENDS = {"2020-12-31": 7, "2020": 2, "2021-03": 1}


def draw_terms(outcome: Outcome, dice: Dice) -> list[Term]:
    """The terms of one link under this outcome, the oldest first; none for a slot never filled."""
    if outcome is IN_FORCE:
        return _in_force(dice.weighted(COURSES), dice)
    if outcome is LAPSED:
        return [_ended(dice)]
    if outcome is PLANNED:
        return [_ended(dice), _planned(dice)] if dice.chance(PLANNED_AFTER_A_GAP) else [_planned(dice)]
    return []


def old_round(dice: Dice) -> Term:
    """A term of the round before 2021, mostly with another helper."""
    return Term(dice.weighted(OLD_ROUND_STARTS), dice.weighted(OLD_ROUND_ENDS))


def _in_force(course: Course, dice: Dice) -> list[Term]:
    if course is Course.STEADY:
        return [Term(dice.weighted(PLAN_STARTS), dice.weighted(OPEN_ENDS))]
    if course is Course.ENDING:
        return _with_next(Term(dice.weighted(LATE_STARTS), dice.weighted(CLIFF_2026)), dice)
    if course is Course.SEEN:
        return [Term(seen=dice.weighted(SEEN_DAYS))]
    first = _ended(dice)
    since = AFTER_MID_2026 if first.through == MID_2026_END else AFTER_2025
    return [first, *_with_next(Term(since, dice.weighted(RENEWED_ENDS)), dice)]


def _with_next(term: Term, dice: Dice) -> list[Term]:
    if term.through == END_2026 and dice.chance(SIGNED_AHEAD):
        return [term, Term(AFTER_2026, dice.weighted(PLANNED_ENDS))]
    return [term]


def _ended(dice: Dice) -> Term:
    through = MID_2026_END if dice.chance(MID_2026) else dice.weighted(CLIFF_2025)
    return Term(dice.weighted(PLAN_STARTS), through)


def _planned(dice: Dice) -> Term:
    return Term(dice.weighted(PLANNED_STARTS), dice.weighted(PLANNED_ENDS))
