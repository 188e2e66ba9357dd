"""`bangfu alias`: further names of units, remembered across loads."""

from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidGroup
from api.cli.listing import listing
from api.cli.operating import operation
from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Kind
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk
    from graph_model.ledger.operation import Operation

_COLUMNS = [
    NamedHeading("alias", Heading("别名", "Alias", "The name that is remembered.")),
    NamedHeading("unit", Heading("单位", "Unit", "Id of the unit that it leads to.")),
    NamedHeading("name", Heading("名称", "Name", "The unit's official name.")),
    NamedHeading("kind", Heading("类型", "Kind", "What the unit is.", terms=Kind)),
    NamedHeading("import", Heading("导入", "Import", "The import that added it.")),
]


def command(lang: Lang) -> SaidGroup:
    title = Words("别名", "Aliases")
    subcommands = {
        "add": _changing("add", lang, _add),
        "list": listing("aliases", title, lambda _: _COLUMNS, _rows, lang, words.ALIAS["list"]),
        "remove": _changing("remove", lang, _remove),
    }
    return SaidGroup("alias", lang, subcommands)


def _changing(name: str, lang: Lang, act: Any) -> SaidCommand:
    params = [
        SaidArgument("name", words.TAKES["name"].said(lang), words.NEW_NAME.said(lang)),
        SaidArgument("unit", words.TAKES["unit"].said(lang), words.NAMED_UNIT.said(lang)),
    ]
    return operation(name, lang, params, act, words.ALIAS[name])


def _add(desk: "Desk", name: str, unit: str, *, dry_run: bool) -> "Operation":
    return desk.add_alias(name, unit, dry_run=dry_run)


def _remove(desk: "Desk", name: str, unit: str, *, dry_run: bool) -> "Operation":
    return desk.remove_alias(name, unit, dry_run=dry_run)


def _rows(desk: "Desk") -> list[tuple[Any, ...]]:
    graph = desk.graph()
    return [
        (each.alias, graph.id(each.unit), graph.name(each.unit), str(graph.kind(each.unit)), each.added)
        for each in sorted(graph.aliases)
    ]
