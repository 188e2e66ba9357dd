"""From what people write beside the files of a load to its options, on whichever way in."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from graph_model.days import parse_day
from graph_model.errors import UsageError
from loaders.load_options import Complete, LoadOptions
from loaders.units.new_units import NewUnits


def load_options(
    *,
    strict: bool = False,
    hidden: bool = False,
    new_units: str | None = None,
    mapped: Sequence[str] = (),
    complete_for: str | None = None,
    as_of: str | None = None,
    end_missing: bool = False,
) -> LoadOptions:
    """Options as texts. Raises UsageError for what cannot be meant.

    `mapped` holds `header=column`, or names of TOML files of such lines (`"帮扶部门" = "helper"`).
    """
    return LoadOptions(
        strict=strict,
        hidden=hidden,
        new_units=_new_units(new_units),
        mapped={header: column for each in mapped for header, column in _mapping(each).items()},
        complete=_complete(complete_for, as_of, end_missing),
    )


def _new_units(text: str | None) -> NewUnits:
    try:
        return NewUnits(text or NewUnits.ASK)
    except ValueError:
        raise UsageError(f"--new-units {text!r} 应为 ask、make 或 reject · must be ask, make or reject.") from None


def _complete(within: str | None, as_of: str | None, end_missing: bool) -> Complete | None:
    if within and as_of:
        return Complete(within, parse_day(as_of), end_missing)
    if within or as_of or end_missing:
        raise UsageError(
            "--complete-for 单位 和 --as-of 日期 要一起写，--end-missing 跟着它们 · "
            "--complete-for UNIT goes with --as-of DAY, and --end-missing with both."
        )
    return None


def _mapping(text: str) -> dict[str, str]:
    header, found, column = text.rpartition("=")
    if found and header.strip() and column.strip():
        return {header.strip(): column.strip()}
    path = Path(text)
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"--map {text} 既不是“列名=列”，也不是可读的 TOML 文件 · "
            f"--map {text} is neither header=column nor a TOML file that can be read."
        ) from error
    if not all(isinstance(column, str) for column in read.values()):
        raise UsageError(f'--map {text} 每行应为 "列名" = "列" · each line of {text} must be "header" = "column".')
    return read
