"""Which step of a scale a number of gaps is on."""

import pytest

from visuals.pictures.map.steps import Scale


def test_small_numbers_have_a_step_each_and_the_last_takes_the_rest() -> None:
    scale = Scale.of([0, 1, 0, 5, 2])

    assert [scale.step(number) for number in range(6)] == [0, 1, 2, 3, 4, 4]
    assert scale.ranges() == [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (4, "4+")]


def test_the_last_step_is_exact_where_nothing_is_above_it() -> None:
    assert Scale.of([4, 1]).ranges()[-1] == (4, "4")


def test_large_numbers_are_parted_so_that_steps_hold_alike_many_places() -> None:
    numbers = list(range(1, 101))
    scale = Scale.of(numbers)

    held = [sum(scale.step(number) == step for number in numbers) for step in range(1, 5)]
    assert all(20 <= count <= 30 for count in held)
    assert scale.step(0) == 0


@pytest.mark.parametrize("numbers", [[9, 9, 9], [1, 1000], [30], [0, 12, 12, 40]])
def test_a_step_never_falls_and_every_number_is_in_its_range(numbers: list[int]) -> None:
    scale = Scale.of(numbers)
    steps = [scale.step(number) for number in range(max(numbers) + 1)]

    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[1] > 0
    assert {step for step, _ in scale.ranges()} == set(steps)


def test_without_a_gap_there_is_one_step() -> None:
    assert Scale.of([0, 0]).ranges() == [(0, "0")]
    assert Scale.of([]).step(0) == 0
