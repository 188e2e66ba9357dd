"""Python's search for objects that refer to each other in circles, put off while a load makes millions of others."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_for_later() -> Iterator[None]:
    """It took a quarter of a load and found next to nothing. Of loads at the same time the first turns it on again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
