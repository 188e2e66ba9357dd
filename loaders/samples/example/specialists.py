"""Teachers, doctors, officials and agronomists sent to single units by their counterparts."""

from collections.abc import Iterable, Iterator

from graph_model.vocabulary import Field, Force, Kind, Post
from loaders.samples.example.counterparts import Counterpart
from loaders.samples.example.dice import Dice
from loaders.samples.example.partners import field_of
from loaders.samples.example.tables import Dispatch, dispatch
from loaders.samples.example.terms import IN_FORCE, LAPSED, Shares, Term, draw_terms

SENT: dict[Kind, float] = {
    Kind.SCHOOL: 0.8,
    Kind.HOSPITAL: 0.85,
    Kind.DEPARTMENT: 0.6,
    Kind.TOWNSHIP: 0.7,
}
"""Share of units with a helper that also receive people from it."""
FIELDS = {
    Kind.SCHOOL: Field.EDUCATION,
    Kind.HOSPITAL: Field.MEDICAL,
    Kind.TOWNSHIP: Field.FARMING,
}
TODAY: Shares = {IN_FORCE: 75, LAPSED: 25}
AS_GROUP_TALENT = 0.06
"""Share sent under group talent by the partner's unit: the same helper under two forces."""
HEADCOUNTS = (1, 1, 1, 2, 2, 3)
YEARS = (2022, 2023, 2024, 2025)
"""Before the term of today a unit may have had a batch for a calendar year."""
EARLIER_BATCH = 0.8


def specialists(counterparts: Iterable[Counterpart], seed: int) -> Iterator[Dispatch]:
    dice = Dice(seed, "specialists")
    for pair in counterparts:
        if dice.chance(SENT.get(pair.unit.kind, 0.0)):
            yield from _sent(pair, dice)


def _sent(pair: Counterpart, dice: Dice) -> Iterator[Dispatch]:
    force = Force.GROUP_TALENT if dice.chance(AS_GROUP_TALENT) else pair.helper.force
    post = Post.SECONDED_CADRE if pair.unit.kind is Kind.DEPARTMENT else Post.SPECIALIST
    terms = draw_terms(dice.weighted(TODAY), dice)
    if dice.chance(EARLIER_BATCH):
        terms = [*_before(terms[0], dice), *terms]
    for term in terms:
        size = dice.pick(HEADCOUNTS)
        yield dispatch(force, pair.helper.unit, pair.unit.id, post, term, _field(pair), size)


def _field(pair: Counterpart) -> Field:
    if pair.unit.kind is Kind.DEPARTMENT:
        return field_of(pair.unit)
    return FIELDS[pair.unit.kind]


def _before(first: Term, dice: Dice) -> list[Term]:
    """A batch of one year that ended before the first term began; none where that is not known."""
    years = [year for year in YEARS if first.since and str(year) < first.since[:4]]
    if not years:
        return []
    year = dice.pick(years)
    return [Term(f"{year}-03-01", f"{year}-12-31")]
