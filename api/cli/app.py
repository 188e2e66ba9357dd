"""`bangfu`: the commands under three headings. A command is made only when it is asked for."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

import click

from api.cli import words
from api.cli.commands import SaidOption, common_options, laid_out, option_panels, say_help
from queries import QUESTIONS
from visuals.words import Lang

_OWN = {
    "demo": "api.cli.demo",
    "example": "api.cli.example",
    "load": "api.cli.load",
    "template": "api.cli.template",
    "export": "api.cli.export",
    "report": "api.cli.report",
    "network": "api.cli.network",
    "undo": "api.cli.undo",
    "withdraw": "api.cli.withdraw",
    "alias": "api.cli.alias",
    "imports": "api.cli.imports",
    "rules": "api.cli.rules",
    "status": "api.cli.status",
    "copy": "api.cli.copy",
    "serve": "api.cli.serve",
    "token": "api.cli.token",
}
"""Commands that are no questions, and their modules; each has `command(lang)`."""

_PANELS = (
    (words.BEGIN, ("demo", "example")),
    (
        words.TABLES,
        (
            *("load", "template", "export", "report", "network", "undo", "withdraw", "alias"),
            *("imports", "rules", "status", "copy", "serve", "token"),
        ),
    ),
    (words.QUESTIONS, tuple(QUESTIONS)),
)


class Bangfu(click.Group):
    def __init__(self, lang: Lang) -> None:
        version = SaidOption("version", words.VERSION.said(lang), callback=_say_version, is_eager=True)
        version.expose_value = False
        super().__init__(
            "bangfu", invoke_without_command=True, params=[*common_options(lang), version], callback=say_help
        )
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return [name for _, names in _PANELS for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        make = _maker(cmd_name)
        return make(self.lang) if make else None

    def get_help(self, ctx: click.Context) -> str:
        lang = self.lang
        usage = f"{words.USAGE.said(lang)}{ctx.command_path} {words.A_COMMAND.said(lang)}"
        panels = [(heading, [(name, words.COMMANDS[name].said(lang)) for name in names]) for heading, names in _PANELS]
        body = laid_out([*panels, *option_panels(self.params, lang)], lang)
        return "\n".join([usage, "", words.PROGRAM.said(lang), body, "", words.FURTHER.said(lang)])


def _maker(name: str) -> Callable[[Lang], click.Command] | None:
    if name in QUESTIONS:
        from api.cli.asking import command

        return partial(command, QUESTIONS[name])
    if name in _OWN:
        made: Callable[[Lang], click.Command] = import_module(_OWN[name]).command
        return made
    return None


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from api.program import program

        click.echo(program())
        ctx.exit()
