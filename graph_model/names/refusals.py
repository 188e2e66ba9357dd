"""Why a name leads to no unit: nobody is called that, several are, or the row says it is another."""

from graph_model.errors import NameNotFoundError


class UnknownNameError(NameNotFoundError):
    """Nothing is called that."""


class AmbiguousNameError(NameNotFoundError):
    """More than one unit is called that."""


class ContextMismatchError(NameNotFoundError):
    """Units are called that, but the header's level or the row's place columns say it is none of them."""
