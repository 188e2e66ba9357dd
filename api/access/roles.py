"""What a caller may do: look, load tables, or manage tokens as well."""

from dataclasses import dataclass

from graph_model.vocabulary import Term


class Role(Term):
    """Each may do what those before it may."""

    READER = "reader", "只读", "Reader"
    EDITOR = "editor", "可导入", "Editor"
    ADMIN = "admin", "管理", "Admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `within` is the id of the unit that limits what is seen and written, None for all.

    `token` is the token's id, empty for this machine without one; `by_cookie` tells a page from a program.
    """

    name: str
    role: Role
    within: str | None = None
    token: str = ""
    by_cookie: bool = False

    def may(self, role: Role) -> bool:
        return self.role.number >= role.number


LOCAL = Caller("local", Role.READER)
"""A program on this machine, without a token."""
