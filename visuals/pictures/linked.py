"""Pictures that hold links: a group for those who hear them, and a box of their own to scroll in on a narrow screen."""

from markupsafe import Markup

from visuals.pictures.markup import hover, tag

_SIZES = ((1200, ""), (1700, "large"))
"""Up to which width a picture is of a size: larger ones are scrolled on a screen, not shrunk."""


def linked_picture(width: float, height: float, label: str, kind: str, *children: str | Markup) -> Markup:
    """An `svg` within a box of the class `kind`, which style sheets keep legible on a phone.

    No `role="img"`: what is inside an image cannot be reached, and here are links.
    """
    size = next((size for most, size in _SIZES if width <= most), "huge")
    drawn = tag(
        "svg",
        hover(label),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        role="group",
        aria_label=label,
        class_=f"picture {size}".strip(),
    )
    return tag("div", drawn, class_=kind, tabindex=0, role="group", aria_label=label)
