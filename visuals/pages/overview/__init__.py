"""The overview: how many places have what they are owed, where the gaps are, and how that moves with the day."""

from visuals.pages.overview.asked import OPTIONS
from visuals.pages.overview.page import content

__all__ = ["OPTIONS", "content"]
