"""Typographic variants made equal before a text is read."""

_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        "％": "%",
        "（": "(",
        "）": ")",
        "［": "(",
        "］": ")",
        "⁄": "/",
        "∕": "/",
        "⩾": "≥",
        "⩽": "≤",
    }
)


_SAME_LENGTH = {key: value if value is not None else " " for key, value in _VARIANTS.items()}
_SAME_LENGTH |= {0xA0: " ", 0x202F: " ", 0x2009: " "}


def collapse(text: str) -> str:
    """The text with every run of white space, line ends and no-break spaces too, as one space."""
    return " ".join(text.split())


def normalise(text: str) -> str:
    """The text with one kind of dash, bracket and percent sign and without invisible characters; length may change."""
    return collapse(text.translate(_VARIANTS))


def same_length(text: str) -> str:
    """The text with one kind of dash and plain spaces, each character in its old place, so that spans stay valid."""
    return text.translate(_SAME_LENGTH)
