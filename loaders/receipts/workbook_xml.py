"""What makes an archive of sheets a workbook: its list of sheets, its styles, its properties."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DC = "http://purl.org/dc/elements/1.1/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
TEXT, HEADER, MUST, PROSE = 1, 2, 3, 4
"""Styles of cells: all are texts; a header is bold, that of a must column coloured too; prose is folded."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
_FONT = '<font>{bold}<sz val="11"/><name val="Calibri"/></font>'
# Number format 49 is text: what is typed into a cell stays as it was typed.
_FORMAT = '<xf numFmtId="{format}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1"/>'
_FOLDED = (
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2">{_FONT.format(bold="")}{_FONT.format(bold="<b/>")}</fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    f"{_FILL.format(colour='E7E6E6')}{_FILL.format(colour='FFD966')}"
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    + "".join(
        _FORMAT.format(format=format, font=font, fill=fill)
        for format, font, fill in ((0, 0, 0), (49, 0, 0), (49, 1, 2), (49, 1, 3))
    )
    + f"{_FOLDED}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Named(NamedTuple):
    """A sheet of the archive, by the name that people see."""

    title: str
    hidden: bool


def parts(sheets: Sequence[Named], identifier: str) -> dict[str, str]:
    """Everything but the sheets themselves; `identifier` is kept among the workbook's properties."""
    numbered = [(number, f"worksheets/sheet{number}.xml", sheet) for number, sheet in enumerate(sheets, 1)]
    shown = next((number for number, _, sheet in numbered if not sheet.hidden), 1) - 1
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_type('/xl/workbook.xml', f'{_TYPE}.sheet.main+xml')}{_type('/xl/styles.xml', f'{_TYPE}.styles+xml')}"
            f"{_type('/docProps/core.xml', _CORE)}"
            f"{''.join(_type(f'/xl/{part}', f'{_TYPE}.worksheet+xml') for _, part, _ in numbered)}</Types>"
        ),
        "_rels/.rels": _links(
            _link(1, f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            _link(2, f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{DC}">'
            f"<dc:creator>bangfu</dc:creator><dc:identifier>{escape(identifier)}</dc:identifier></cp:coreProperties>"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="{shown}"/></bookViews>'
            f"<sheets>{''.join(_sheet(number, sheet) for number, _, sheet in numbered)}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _links(
            *(_link(number, f"{_OFFICE}/worksheet", part) for number, part, _ in numbered),
            _link(len(numbered) + 1, f"{_OFFICE}/styles", "styles.xml"),
        ),
        "xl/styles.xml": _STYLES,
    }


def _sheet(number: int, sheet: Named) -> str:
    state = ' state="hidden"' if sheet.hidden else ""
    return f'<sheet name={quoteattr(sheet.title)} sheetId="{number}"{state} r:id="rId{number}"/>'


def _type(part: str, content: str) -> str:
    return f'<Override PartName="{part}" ContentType="{content}"/>'


def _links(*links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _link(number: int, what: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{what}" Target="{target}"/>'
