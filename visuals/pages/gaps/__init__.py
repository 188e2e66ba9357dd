"""The gaps, to be filtered, sorted, grouped, printed and taken away."""

from visuals.pages.gaps.asked import OPTIONS
from visuals.pages.gaps.download import shown_gaps
from visuals.pages.gaps.page import content

__all__ = ["OPTIONS", "content", "shown_gaps"]
