"""Tables as offices send them, large and many: the same for everybody who has the seed."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import Workbook

SEED = 20_261_125
ROWS, SMALL, ROWS_OF_SMALL = 50_000, 100, 40
_TITLE = "附件1 国企帮扶安排表"
_UPPER = ("序号", "市（州）", "受扶县", "帮扶单位", "结对时间", None, "联系人", None, "备注")
_LOWER = (None, None, None, None, "起始", "截止", "姓名", "电话", None)
_SPANNED = ("A1:I1", "E2:F2", "G2:H2", *(f"{letter}2:{letter}3" for letter in "ABCDI"))
_FIRST = 4
"""Row of the spreadsheet in which the data begin."""
_STARTS = ("2021年6月", "2021.6", "2021-06", "２０２２年３月", "2023/1")
_ENDS = ("", "至今", "2025年12月", "2026-06")
_BETWEEN = ("、", "；", "\n", "，")
_SIGNS = "安宝昌诚达德东方丰福光海恒宏华汇嘉金锦景凯康利龙明瑞盛泰天通万祥新信兴雅益永裕元远泽正中"
_SECTORS = ("能源", "交通", "建设", "水利", "农业", "投资", "文旅", "电力", "矿业", "物流")
_PREFECTURES, _COUNTIES, _HELPERS = 21, 150, 2_000

Row = tuple[Any, ...]


def write_units(path: Path) -> Path:
    """21 prefectures, 150 counties, 2,000 enterprises."""
    rows = [("510000", "province", "测省", "")]
    rows += [(f"51{n:02}00", "prefecture", f"{name}市", "510000") for n, name in enumerate(_places()[:_PREFECTURES], 1)]
    rows += [
        (f"51{n % _PREFECTURES + 1:02}{n + 10:03}", "county", name, f"51{n % _PREFECTURES + 1:02}00")
        for n, name in enumerate(_counties())
    ]
    rows += [(f"soe-{n}", "local_soe", name, "") for n, name in enumerate(_helpers())]
    return _written(path, [("id", "kind", "name", "parent"), *rows])


def write_csv(path: Path) -> Path:
    return _written(path, [(*_UPPER[:4], *_LOWER[4:8], "备注"), *_filled(_rows(ROWS))], title=True)


def write_xlsx(path: Path, rows: int = ROWS, seed: int = SEED) -> Path:
    """A title, a header in two rows, prefectures and counties merged downwards, two columns hidden."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("国企帮扶")
    for letter in "GH":
        sheet.column_dimensions[letter].hidden = True
    for head in ((_TITLE,), _UPPER, _LOWER):
        sheet.append(head)
    spanned, last = list(_SPANNED), _FIRST
    for number, row in enumerate(_rows(rows, seed), _FIRST):
        sheet.append(row)
        if row[2] is not None:
            spanned += _merged(last, number - 1)
            last = number
    for area in (*spanned, *_merged(last, _FIRST + rows - 1)):
        sheet.merged_cells.add(area)
    book.save(path)
    return path


def write_small(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(SMALL):
        write_xlsx(folder / f"{number + 1:03}.xlsx", ROWS_OF_SMALL, SEED + number)
    return folder


def _merged(first: int, last: int) -> list[str]:
    return [f"{letter}{first}:{letter}{last}" for letter in "BC"] if last > first else []


def _rows(count: int, seed: int = SEED) -> Iterator[Row]:
    """Rows of one county after the other, its name in the first of them; no pairing twice."""
    rng = np.random.default_rng(seed)
    helpers, each = _helpers(), -(-count // _COUNTIES)
    counties = ((n, name, rng.permutation(_HELPERS).tolist()) for n, name in enumerate(_counties()))
    rows = ((place, *each_row) for place in counties for each_row in _rows_of(place, each, helpers, rng))
    for number, (place, first, cell, start, end) in enumerate(islice(rows, count), 1):
        prefecture = f"{_places()[place[0] % _PREFECTURES]}市"
        yield (
            number,
            *((prefecture, _messy(place[1], rng)) if first else (None, None)),
            cell,
            start,
            end,
            "某某",
            "1380000",
            None,
        )


def _rows_of(
    place: tuple[int, str, list[int]], count: int, helpers: Sequence[str], rng: np.random.Generator
) -> Iterator[tuple[bool, str, str, str]]:
    left = iter(place[2])
    for n, size in enumerate(rng.choice([1, 1, 1, 2, 3], count).tolist()):
        names = [_messy(helpers[helper], rng) for helper in islice(left, size)]
        if rng.random() < 0.01:
            names[0] = names[0][:1] + "误" + names[0][2:]
        if size == 3:
            names[0] += "（牵头）"
        yield n == 0, str(rng.choice(_BETWEEN)).join(names), str(rng.choice(_STARTS)), str(rng.choice(_ENDS))


def _messy(name: str, rng: np.random.Generator) -> str:
    return f" {name}\u3000" if rng.random() < 0.05 else name


def _filled(rows: Iterator[Row]) -> Iterator[Row]:
    """The same in a CSV: the county stands in every row."""
    over: Row = ()
    for row in rows:
        over = row[1:3] if row[2] is not None else over
        yield row[0], *over, *row[3:]


def _places() -> list[str]:
    return [one + other for one, other in islice(product(_SIGNS[:20], _SIGNS[20:]), _PREFECTURES + _COUNTIES)]


def _counties() -> list[str]:
    return [f"{name}县" for name in _places()[_PREFECTURES:]]


def _helpers() -> list[str]:
    signs = [one + other for one, other in product(_SIGNS[25:], _SIGNS[:12])]
    return [f"{sign}{sector}集团" for sign, sector in islice(product(signs, _SECTORS), _HELPERS)]


def _written(path: Path, rows: Sequence[Row], *, title: bool = False) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerows([(_TITLE,), *rows] if title else rows)
    return path
