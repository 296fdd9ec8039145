"""HTML and SVG from values: whatever is not markup is escaped."""

from html import escape


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | Markup | int | None
Attribute = str | int | float | None

_VOID = frozenset({"br", "meta", "circle", "line", "path", "polygon", "polyline", "rect"})


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """Make an element. `_` in names of attributes stands for `-`; a trailing one is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID and not children:
        return Markup(f"<{name}{written}>" if name in ("br", "meta") else f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Put markup together."""
    return Markup("".join(_text(child) for child in children if child is not None))


def _text(child: Child) -> str:
    return child if isinstance(child, Markup) else escape(str(child))


def _number(value: Attribute) -> str:
    """Coordinates with one decimal are exact enough for a pixel."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
