"""Every import, the receipt of one with what it changed, and a new one: tried out first, then written."""

from visuals.pages.imports.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
