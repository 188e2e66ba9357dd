"""Commands that explain themselves in the reader's language; click reads the command line."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click
from rich.cells import cell_len

from api.cli import words
from visuals.layout import fold
from visuals.words import Lang, Words

_INDENT, _GAP = 2, 2
_WIDEST, _NARROWEST = 100, 24


class SaidOption(click.Option):
    """An option with its help in one language; `panel` is the heading it stands under."""

    def __init__(
        self, name: str, help: str, takes: str | None = None, panel: Words = words.OPTIONS, **more: Any
    ) -> None:
        flag = f"--{name.replace('_', '-')}"
        kind = {"is_flag": True} if takes is None else {"metavar": takes}
        super().__init__([name, flag], help=help, **kind, **more)
        self.panel = panel


class SaidArgument(click.Argument):
    """An argument, named as people name it, with a line of help."""

    def __init__(self, name: str, label: str, help: str, **more: Any) -> None:
        super().__init__([name], metavar=label, **more)
        self.explained = help


class SaidCommand(click.Command):
    """A command whose help is laid out here, as click's is in English and counts Chinese by half."""

    def __init__(
        self,
        name: str,
        lang: Lang,
        run: Callable[..., int],
        params: Sequence[click.Parameter],
        help: Words | None = None,
    ) -> None:
        said = words.COMMANDS[name] if help is None else help
        super().__init__(name, params=list(params), callback=run, help=said.said(lang))
        self.lang = lang

    def get_help(self, ctx: click.Context) -> str:
        arguments = [each for each in self.params if isinstance(each, SaidArgument)]
        lines = [
            f"{words.USAGE.said(self.lang)}{ctx.command_path} "
            + " ".join([*(each.make_metavar(ctx) for each in arguments), words.SOME_OPTIONS.said(self.lang)]),
            "",
            self.help or "",
        ]
        panels = [(words.ARGUMENTS, [(each.make_metavar(ctx), each.explained) for each in arguments])]
        panels += option_panels(self.params, self.lang)
        return "\n".join([*lines, laid_out(panels, self.lang)])


class SaidGroup(click.Group):
    """A command that is made of others, named by `subcommands`, each with its line of help."""

    def __init__(self, name: str, lang: Lang, subcommands: Mapping[str, SaidCommand]) -> None:
        params = common_options(lang)
        super().__init__(
            name, params=params, invoke_without_command=True, callback=say_help, commands=dict(subcommands)
        )
        self.lang, self.help = lang, words.COMMANDS[name].said(lang)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)

    def get_help(self, ctx: click.Context) -> str:
        usage = f"{words.USAGE.said(self.lang)}{ctx.command_path} {words.A_COMMAND.said(self.lang)}"
        lines = [(name, command.help or "") for name, command in self.commands.items()]
        panels = [(words.SUBCOMMANDS, lines), *option_panels(self.params, self.lang)]
        return "\n".join([usage, "", self.help or "", laid_out(panels, self.lang)])


@click.pass_context
def say_help(ctx: click.Context, /, **_: str | None) -> int:
    """Without a command there is nothing to answer but what could be asked."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return 0


def option_panels(params: Iterable[click.Parameter], lang: Lang) -> list[tuple[Words, list[tuple[str, str]]]]:
    """The options under their headings, in the order of their first appearance."""
    panels: dict[Words, list[tuple[str, str]]] = {}
    for param in params:
        if isinstance(param, SaidOption):
            written = f"{param.opts[-1]} {param.metavar}" if param.metavar else param.opts[-1]
            panels.setdefault(param.panel, []).append((written, param.help or ""))
    panels.setdefault(words.OPTIONS, []).append(("--help", words.HELP.said(lang)))
    return list(panels.items())


def laid_out(panels: Iterable[tuple[Words, list[tuple[str, str]]]], lang: Lang) -> str:
    """Names and their texts in two columns under headings; one width for all headings."""
    shown = [(heading, lines) for heading, lines in panels if lines]
    widest = max(cell_len(name) for _, lines in shown for name, _ in lines)
    room = max(min(shutil.get_terminal_size().columns, _WIDEST) - _INDENT - widest - _GAP, _NARROWEST)
    made = []
    for heading, lines in shown:
        made += ["", heading.said(lang)]
        for name, text in lines:
            first, *others = fold(text, room)
            made.append(" " * _INDENT + name + " " * (widest - cell_len(name) + _GAP) + first)
            made += [" " * (_INDENT + widest + _GAP) + other for other in others]
    return "\n".join(made)


def common_options(lang: Lang, panel: Words = words.OPTIONS) -> list[click.Parameter]:
    """What every command takes."""
    return [
        SaidOption("store", words.STORE.said(lang), words.TAKES["file"].said(lang), panel),
        SaidOption("lang", words.LANG.said(lang), words.TAKES["lang"].said(lang), panel),
    ]
