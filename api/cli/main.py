"""The entry: a command line in, an exit code out. Every failure is one sentence on stderr."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from api.cli.failures import about_click, about_system
from api.settings import language
from graph_model.errors import BangfuError

_BROKEN_PIPE, _INTERRUPTED = 128 + 13, 128 + 2
"""As a shell reports a program that SIGPIPE or SIGINT has ended."""
_FAILED = 3


def main(argv: Sequence[str] | None = None) -> int:
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(args)
    except BangfuError as error:
        return _say(str(error), error.exit_code)
    except click.ClickException as error:
        return _say(about_click(error), 2)
    except KeyboardInterrupt:
        return _say("已中断 · interrupted.", _INTERRUPTED)
    except BrokenPipeError:
        _forget_stdout()  # `| head` has read enough
        return _BROKEN_PIPE
    except Exception as error:  # a traceback never reaches the user (INTERFACES §4)
        if os.environ.get("BANGFU_DEBUG"):
            raise
        if isinstance(error, OSError):
            _forget_stdout()
        return _say(about_system(error), _FAILED)


def _run(args: list[str]) -> int:
    from api.cli.app import Bangfu  # takes a moment, in which somebody may interrupt

    app = Bangfu(language(_spoken(args), os.environ))
    try:
        # Not app.main(): that would hide an interrupt and a broken pipe from us.
        with app.make_context("bangfu", args) as context:
            code = app.invoke(context)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    sys.stdout.flush()
    return int(code or 0)


def _spoken(args: Sequence[str]) -> str | None:
    """The language, wherever it stands: the help is made before the options are read."""
    for place, arg in enumerate(args):
        if arg == "--lang" and place + 1 < len(args):
            return args[place + 1]
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return None


def _say(sentence: str, code: int) -> int:
    # What somebody typed is repeated: a terminal must not obey it.
    plain = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(sentence.split()))
    print(plain, file=sys.stderr)
    return code


def _forget_stdout() -> None:
    """What could not be written stays in Python's buffer, and it would complain once more at the end."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
