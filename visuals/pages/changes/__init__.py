"""What imports changed between two states of the ledger, and which gaps that opened and closed."""

from visuals.pages.changes.page import OPTIONS, content

__all__ = ["OPTIONS", "content"]
