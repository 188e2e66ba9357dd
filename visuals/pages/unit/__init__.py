"""Everything about one unit: fields, states, links in and out, their history and sources, and what if it left."""

from visuals.pages.unit.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
