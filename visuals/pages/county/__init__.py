"""The county page 县域: who helps a county today, what is missing, whom to call; and the list of all counties."""

from visuals.pages.county.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
