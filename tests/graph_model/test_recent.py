import threading
import time

import pytest

from graph_model.snapshot.recent import Recent


def test_of_several_threads_one_makes_the_value() -> None:
    recent, made = Recent[int](10), list[int]()

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 7

    got = list[int]()
    threads = [threading.Thread(target=lambda: got.append(recent.get("a", make))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (got, made) == ([7] * 6, [1])


def test_what_could_not_be_made_is_tried_again() -> None:
    recent = Recent[int](10)

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        recent.get("a", fail)
    assert recent.get("a", lambda: 3) == 3


def test_what_was_asked_longest_ago_is_forgotten_first() -> None:
    recent = Recent[str](4)
    for key in ("a", "b"):
        recent.get(key, key.upper, lambda _: 2)
    recent.get("a", lambda: "never")
    recent.get("c", lambda: "C", lambda _: 2)

    assert recent.get("a", lambda: "again") == "A"
    assert recent.get("b", lambda: "again") == "again"
