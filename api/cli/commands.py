"""Commands that explain themselves in the reader's language; click reads the command line."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from api.cli import words
from visuals.words import Lang, Words

_INDENT, _GAP = 2, 2


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

    def __init__(self, name: str, lang: Lang, run: Callable[..., int], params: Sequence[click.Parameter]) -> None:
        super().__init__(name, params=list(params), callback=run, help=words.COMMANDS[name].said(lang))
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
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    shown = [(heading, lines) for heading, lines in panels if lines]
    widest = max(Text(name).cell_len for _, lines in shown for name, _ in lines)
    console = Console(file=io.StringIO(), markup=False, highlight=False, emoji=False, no_color=True)
    for heading, lines in shown:
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        grid.add_column(width=widest, no_wrap=True)
        grid.add_column(overflow="fold")
        for name, text in lines:
            grid.add_row(Text(name), Text(text))
        console.print()
        console.print(Text(heading.said(lang)))
        console.print(Padding(grid, (0, 0, 0, _INDENT)))
    made = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO above
    return "\n".join(line.rstrip() for line in made.splitlines())


def common_options(lang: Lang, panel: Words = words.OPTIONS) -> list[click.Parameter]:
    """What every command takes."""
    return [
        SaidOption("store", words.STORE.said(lang), words.TAKES["file"].said(lang), panel),
        SaidOption("lang", words.LANG.said(lang), words.TAKES["lang"].said(lang), panel),
    ]
