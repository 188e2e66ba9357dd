"""Elements of SVG and HTML. Texts and attributes are always escaped: what a table says is never markup."""

from functools import cache

from markupsafe import Markup, escape

Value = str | int | float | None


def tag(name: str, /, *children: str | Markup, **attributes: Value) -> Markup:
    """An element; `class_` is `class`, `stroke_width` is `stroke-width`, and None is left out.

    >>> print(tag("text", "<b>", class_="name", x=1.50, font_size=12, y=None))
    <text class="name" x="1.5" font-size="12">&lt;b&gt;</text>
    """
    # Joined as plain texts, each escaped: a page has thousands of elements, and Markup.format takes ten times as long.
    told = "".join([f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    inside = "".join([escape(child) for child in children])
    return Markup(f"<{name}{told}>{inside}</{name}>")  # names are ours


def group(*children: str | Markup, **attributes: Value) -> Markup:
    return tag("g", *children, **attributes)


def text(x: float, y: float, said: str, class_: str = "", anchor: str | None = None, **more: Value) -> Markup:
    return tag("text", said, x=x, y=y, class_=class_ or None, text_anchor=anchor, **more)


def hover(said: str) -> Markup:
    """What a reader sees on hovering, and a screen reader says."""
    return tag("title", said)


def svg(width: float, height: float, label: str, *children: str | Markup, role: str = "img") -> Markup:
    """A picture that scales to the room it gets; `label` is what it shows, in words. One with links is a `group`."""
    return tag(
        "svg",
        hover(label),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role=role,
        aria_label=label,
        class_="picture",
    )


_WIDE = "“”"


def room(said: str) -> float:
    """The width of a text in ems: a Chinese character or quotation mark takes one, a Latin one a bit more than half.

    >>> room("县a"), room("")
    (1.56, 0)
    """
    return sum(1 if ord(char) > 0x2E7F or char in _WIDE else 0.56 for char in said)


def fitted(said: str, ems: float) -> str:
    """The text, cut where it would be wider.

    >>> fitted("凉山彝族自治州", 4), fitted("昭觉", 4)
    ('凉山彝…', '昭觉')
    """
    if room(said) <= ems:
        return said
    kept = said
    while kept and room(kept) > ems - 1:
        kept = kept[:-1]
    return f"{kept}…"


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | int | float) -> str:
    return escape(_number(value)) if isinstance(value, str | float) else str(value)


def _number(value: str | int | float) -> str | int | float:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
