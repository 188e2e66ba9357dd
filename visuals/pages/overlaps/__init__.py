"""Where helpers pile up: the four patterns, each with the picture that explains it."""

from visuals.pages.overlaps.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
