"""The graph around a unit or within a place."""

from visuals.pages.network.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
