"""From what people write to the unit they mean, and which names are so near that one has to ask."""

from graph_model.names.directory import Directory
from graph_model.names.narrowing import Allowed
from graph_model.names.near import NearNames
from graph_model.names.refusals import AmbiguousNameError, ContextMismatchError, UnknownNameError
from graph_model.names.writing import normalised

__all__ = [
    "Allowed",
    "AmbiguousNameError",
    "ContextMismatchError",
    "Directory",
    "NearNames",
    "UnknownNameError",
    "normalised",
]
