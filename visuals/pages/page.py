"""What a page is: its address, its title, its template, the options its address may have, and what fills it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visuals.pages.addresses import PATHS
from visuals.words import Words

if TYPE_CHECKING:
    from visuals.pages.ask import Ask
    from visuals.shown import Shown

COMMON = ("as_of", "known_at", "within", "lang")
"""Options that every page takes and every link keeps."""


@dataclass(frozen=True, slots=True)
class Page:
    """`content` gives the values of the template `pages/<name>.html`.

    `under` names the page whose entry in the navigation is marked; the page's own, unless said. `rows` are those of
    its list, all of them: where there are some, `<path>.csv` and `<path>.xlsx` give them as files.
    """

    name: str
    title: Words
    content: "Callable[[Ask], Mapping[str, Any]]"
    options: tuple[str, ...] = ()
    in_navigation: bool = True
    under: str = ""
    rows: "Callable[[Ask], Shown] | None" = None

    @property
    def path(self) -> str:
        """It may hold `{unit}` or `{number}`."""
        return PATHS[self.name]

    @property
    def template(self) -> str:
        return f"pages/{self.name}.html"

    @property
    def entry(self) -> str:
        return self.under or self.name
