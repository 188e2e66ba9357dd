"""The picture of a line, and of each pattern with stand-ins for names."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from graph_model.vocabulary import Force, Pattern
from visuals.pages.overlaps.lines import Line, Named
from visuals.pictures.overlaps.boxes import WIDTH, End
from visuals.pictures.overlaps.over_max import over_max
from visuals.pictures.overlaps.parent_and_branch import parent_and_branch
from visuals.pictures.overlaps.shared_units import shared_units
from visuals.pictures.overlaps.two_forces import two_forces
from visuals.words import Lang, Words

_NARROW = 292
"""Width of a picture that only explains: there are four beside each other."""


def drawing(pattern: str, line: Line, lang: Lang) -> Markup:
    """One line of the list."""
    return _DRAWN[pattern](line, lang, WIDTH)


def explained(pattern: str, lang: Lang) -> Markup:
    """The pattern itself."""
    return _DRAWN[pattern](_stand_in(pattern, lang), lang, _NARROW)


def _over_max(line: Line, lang: Lang, width: float) -> Markup:
    return over_max(_unit(line), line.most, [_end(helper) for helper in line.helpers], lang, width)


def _two_forces(line: Line, lang: Lang, width: float) -> Markup:
    return two_forces(line.helpers[0].name, _unit(line), line.forces, lang, width)


def _parent_and_branch(line: Line, lang: Lang, width: float) -> Markup:
    upper, branch = line.helpers
    return parent_and_branch(_end(upper), _end(branch), _unit(line), lang, width)


def _shared_units(line: Line, lang: Lang, width: float) -> Markup:
    one, other = line.helpers
    return shared_units(one.name, other.name, [unit.name for unit in line.units], line.count, lang, width)


_DRAWN: Mapping[str, Callable[[Line, Lang, float], Markup]] = {
    Pattern.OVER_MAX: _over_max,
    Pattern.TWO_FORCES: _two_forces,
    Pattern.PARENT_AND_BRANCH: _parent_and_branch,
    Pattern.SHARED_UNITS: _shared_units,
}


def _unit(line: Line) -> str:
    return line.unit.name if line.unit else ""


def _end(helper: Named) -> End:
    return End(helper.name, helper.forces)


_HELPER = Words("帮扶方", "Helper")
_ONE, _OTHER = Words("帮扶方甲", "Helper A"), Words("帮扶方乙", "Helper B")
_UPPER, _BRANCH = Words("上级帮扶方", "Helper"), Words("它的下属单位", "Its branch")
_UNIT, _SHARED = Words("受扶单位", "Unit"), Words("单位 {count}", "Unit {count}")


def _stand_in(pattern: str, lang: Lang) -> Line:
    def named(words: Words, *forces: str, **values: object) -> Named:
        return Named(words.said(lang, **values), None, forces)

    helpers = {
        Pattern.OVER_MAX: [named(_ONE, Force.SOE), named(_OTHER, Force.SOE)],
        Pattern.TWO_FORCES: [named(_HELPER)],
        Pattern.PARENT_AND_BRANCH: [named(_UPPER), named(_BRANCH)],
        Pattern.SHARED_UNITS: [named(_ONE), named(_OTHER)],
    }
    return Line(
        unit=named(_UNIT),
        kind="",
        where="",
        rule="",
        most=1,
        count=2,
        helpers=helpers[Pattern.of(pattern)],
        forces=[Force.EAST_WEST, Force.SOE],
        units=[named(_SHARED, count=place) for place in (1, 2)],
    )
