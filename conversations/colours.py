"""Whether white reads on a colour, by the rule of WCAG 2. Pure."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5


def contrast_with_white(colour: str) -> float:
    """From 1 (white) to 21 (black)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
