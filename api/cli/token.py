"""`bangfu token`: who may ask and import over HTTP. Works offline, so the first token needs no server."""

import sys
from typing import Any

from api.access.places import audit_of, tokens_of
from api.access.roles import Caller, Role
from api.access.tokens import USUAL_DAYS, Record, What
from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidGroup, SaidOption, common_options
from api.cli.destination import FORMATS, deliver, destination
from api.cli.export import unit_named
from api.cli.session import opened, settings_of, tell
from api.options import whole_number
from api.program import who
from api.settings import Settings
from graph_model.errors import UsageError
from graph_model.question import Heading, NamedHeading
from loaders.cells.readers import term_meant
from visuals.shown import Shown
from visuals.words import Lang, Words

_COLUMNS = [
    NamedHeading("id", Heading("编号", "Id", "As revoke takes it.")),
    NamedHeading("name", Heading("名称", "Name", "Whom it is for.")),
    NamedHeading("role", Heading("权限", "Role", "What it may do.", terms=Role)),
    NamedHeading("within", Heading("范围", "Within", "Id of the unit that limits it; empty: all.")),
    NamedHeading("made", Heading("发放", "Made", "When, in UTC.")),
    NamedHeading("expires", Heading("到期", "Expires", "When, in UTC.")),
    NamedHeading("revoked", Heading("撤销", "Revoked", "When, in UTC; empty: it counts.")),
]
_ONCE = Words("令牌只显示这一次，请妥善保存。", "The token is shown this once: keep it safe.")


def command(lang: Lang) -> SaidGroup:
    takes = {name: said.said(lang) for name, said in words.TAKES.items()}
    name = SaidArgument("name", takes["name"], words.TOKEN_NAME.said(lang))
    named = SaidArgument("named", takes["name"], words.TOKEN_NAMED.said(lang))
    options = [
        SaidOption("role", words.ROLE.said(lang), "reader|editor|admin"),
        SaidOption("within", words.WITHIN.said(lang), takes["unit"]),
        SaidOption("days", words.DAYS.said(lang), takes["count"]),
    ]
    format = SaidOption("format", words.LIST_FORMAT.said(lang, choices="|".join(FORMATS)), takes["text"])
    common = common_options(lang)
    subcommands = {
        "add": SaidCommand("add", lang, _add, [name, *options, *common], words.TOKEN["add"]),
        "list": SaidCommand("list", lang, _list, [format, *common], words.TOKEN["list"]),
        "revoke": SaidCommand("revoke", lang, _revoke, [named, *common], words.TOKEN["revoke"]),
    }
    return SaidGroup("token", lang, subcommands)


def _me() -> Caller:
    return Caller(who(), Role.ADMIN)


def _add(name: str, role: str | None, within: str | None, days: str | None, **given: Any) -> int:
    settings = settings_of(given)
    if (meant := term_meant(Role, role or Role.READER)) is None:
        raise UsageError(f"--role {role!r} 应为 reader、editor 或 admin · --role is reader, editor or admin.")
    unit = None if within is None else _unit(settings, within)
    lasts = USUAL_DAYS if days is None else whole_number("days", days)
    secret = tokens_of(settings.store).add(name, Role.of(meant), unit, min(lasts, 36_500))
    audit_of(settings.store).write(_me(), "token.add", of=secret.id, role_given=meant, within_given=unit)
    tell(str(secret))
    print(_ONCE.said(settings.lang), file=sys.stderr)
    return 0


def _unit(settings: Settings, text: str) -> str:
    with opened(settings) as desk:
        graph = desk.graph()
        return graph.id(unit_named(graph, text))


def _list(format: str | None, **given: Any) -> int:
    settings, where = settings_of(given), destination(format, None)
    records = [each for each in tokens_of(settings.store).all() if each.what is What.TOKEN]
    title = Words("令牌", "Tokens")
    rows = [_row(each) for each in records]
    deliver(Shown.of_rows("tokens", title, _COLUMNS, rows, known_at=0, lang=settings.lang), where)
    return 0


def _row(record: Record) -> tuple[Any, ...]:
    return (record.id, record.name, str(record.role), record.within, record.made, record.expires, record.revoked)


def _revoke(named: str, **given: Any) -> int:
    settings = settings_of(given)
    for each in tokens_of(settings.store).revoke(named):
        audit_of(settings.store).write(_me(), "token.revoke", of=each.id)
        tell(f"{each.id} {each.name}")
    return 0
