"""One sentence for what click, the system or a mistake of ours has to say."""

import errno

import click
from click.exceptions import (
    BadOptionUsage,
    MissingParameter,
    NoSuchCommand,
    NoSuchOption,
)

from api.cli.words import COMMANDS


def about_click(error: click.ClickException) -> str:
    """What is wrong with the command line, and what to look at."""
    match error:
        case NoSuchCommand():
            from difflib import get_close_matches

            likely = get_close_matches(error.command_name, _commands(error.ctx))
            return (
                f"没有命令 {error.command_name}{_perhaps(likely)}，{_see(error)} · no such command; see {_help(error)}."
            )
        case NoSuchOption():
            return (
                f"没有选项 {error.option_name}{_perhaps(error.possibilities)}，{_see(error)} · "
                f"no such option; see {_help(error)}."
            )
        case MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return f"少了 {name}，{_see(error)} · is missing; see {_help(error)}."
        case BadOptionUsage():
            return f"选项 {error.option_name} 写法不对 · {_plain(error)}"
        case click.UsageError():
            return f"命令写得不对，{_see(error)} · {_plain(error)} See {_help(error)}."
    return f"命令写得不对 · {_plain(error)}"


def _commands(ctx: click.Context | None) -> list[str]:
    """What could have stood there."""
    return ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else list(COMMANDS)


def _perhaps(likely: list[str] | None) -> str:
    return f"（可能是 · perhaps {', '.join(likely)}）" if likely else ""


def _help(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'bangfu'} --help"


def _see(error: click.UsageError) -> str:
    return f"请看 {_help(error)}"


def _plain(error: click.ClickException) -> str:
    return error.format_message().rstrip(".") + "."


def about_system(error: Exception) -> str:
    """A disk, a memory or a program that failed; the last is a mistake of ours."""
    if isinstance(error, MemoryError):
        return "内存不够，请用 --within 或 --limit 缩小范围 · out of memory: ask for less with --within or --limit."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "磁盘满了，请腾出空间再试 · the disk is full: make room and try again."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} 读写失败 · could not be read or written: {error.strerror}."
    return (
        f"程序出错 {type(error).__name__}: {error}，请设 BANGFU_DEBUG=1 再运行并把输出发给维护者 · "
        f"a mistake in the program: run again with BANGFU_DEBUG=1 and send the output to its maintainers."
    )
