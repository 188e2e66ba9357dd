"""Every page, declared once: navigation, routes and tests follow from here."""

from functools import cache

from visuals.pages import changes, county, gaps, imports, network, overlaps, overview, search, unit
from visuals.pages.page import Page
from visuals.words import Words

PAGES = (
    Page("overview", Words("总览", "Overview"), overview.content, overview.OPTIONS),
    Page("county", Words("县域", "Counties"), county.content, county.OPTIONS),
    Page("gaps", Words("缺口", "Gaps"), gaps.content, gaps.OPTIONS, rows=gaps.shown_gaps),
    Page("overlaps", Words("重叠", "Overlaps"), overlaps.content, overlaps.OPTIONS),
    Page("network", Words("网络", "Network"), network.content, network.OPTIONS),
    Page("changes", Words("变化", "Changes"), changes.content, changes.OPTIONS),
    Page("imports", Words("导入", "Imports"), imports.content, imports.OPTIONS),
    Page("unit", Words("单位", "Unit"), unit.content, unit.OPTIONS, in_navigation=False),
    Page("search", Words("查找", "Search"), search.content, search.OPTIONS, in_navigation=False),
)


@cache
def page_named(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)
