"""Equal texts are found on whole columns: the same number for the same text, another for any other."""

from hypothesis import given
from hypothesis import strategies as st

from graph_model.snapshot.texts import Texts

words = st.text(st.sampled_from("ab县"), max_size=4) | st.sampled_from(["", "a" * 8, "a" * 9, "a" * 65, "a" * 66])


@given(st.lists(words, max_size=12))
def test_texts_are_numbered_as_they_are_told_apart(texts: list[str]) -> None:
    column = Texts.of(texts)

    numbers = column.numbers(column.order()).tolist()

    ascending = sorted({text.encode() for text in texts})
    assert numbers == [ascending.index(text.encode()) for text in texts]
