import pytest

from api.cli.words import COMMANDS
from queries import QUESTIONS
from tests.api.conftest import Run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_names_every_command_with_what_it_does(bangfu: Run, lang: str) -> None:
    told = bangfu("--help", "--lang", lang)

    assert (told.code, told.err) == (0, "")
    for name, meaning in COMMANDS.items():
        assert any(line.split()[:1] == [name] for line in told.text.splitlines())
        assert getattr(meaning, lang) in " ".join(told.text.split())


def test_every_question_has_its_line() -> None:
    assert set(QUESTIONS) <= set(COMMANDS)


def test_without_a_command_there_is_the_help(bangfu: Run) -> None:
    assert bangfu() == bangfu("--help")


def test_the_version(bangfu: Run) -> None:
    told = bangfu("--version")

    assert told.code == 0
    assert told.text.startswith("bangfu")


def test_no_line_of_the_help_is_wider_than_the_screen(bangfu: Run) -> None:
    from rich.cells import cell_len

    for lang in ("zh", "en"):
        for name in ("--help", *COMMANDS):
            lines = bangfu(*([name] if name == "--help" else [name, "--help"]), "--lang", lang).text.splitlines()
            assert max(map(cell_len, lines)) <= 80, name
