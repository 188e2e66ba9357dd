"""What a link is on a day, as the lines of a network show it."""

from graph_model.vocabulary import Term


class LinkState(Term):
    """Whether a link holds on the day, will, or did."""

    IN_FORCE = "in_force", "有效", "In force"
    PLANNED = "planned", "待启动", "Planned"
    LAPSED = "lapsed", "已到期", "Lapsed"
