"""Every pair of ink and surface that the screens use is WCAG AA, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
SURFACES = ("canvas", "surface", "raised", "sunken", "hover", "selected")

TEXT = [
    *[(ink, on) for ink in ("ink", "ink-2", "ink-3", "accent-ink") for on in SURFACES],
    *[
        (f"wait-{step}-ink", on)
        for step in (2, 3, 4)
        for on in (f"wait-{step}-soft", "surface", "raised", "canvas", "hover", "selected")
    ],
    *[("wait-1-ink", on) for on in ("wait-1-soft", "surface", "hover", "selected")],
    ("ink-2", "chip"),
    ("own-ink", "own"),
    ("ink-on-solid", "accent"),
    ("ink-on-solid", "accent-strong"),
    ("ink-on-solid", "wait-4-solid"),
    # Solid marks in ink: the product's mark, unread counts.
    ("surface", "ink"),
    ("surface", "ink-2"),
    *[(f"{kind}-ink", f"{kind}-soft") for kind in ("ok", "warn", "danger", "note")],
    *[(f"{kind}-ink", "raised") for kind in ("ok", "danger")],
    ("danger-ink", "canvas"),
    *[(ink, "accent-soft") for ink in ("ink", "ink-2", "ink-3", "accent-ink")],
    *[(ink, on) for ink in ("ink", "ink-2") for on in ("note-soft", "warn-soft")],
]
EDGE = [
    *[(f"wait-{step}-bar", on) for step in (1, 2, 3, 4) for on in ("surface", "raised")],
    *[("edge", on) for on in ("raised", "surface")],
    *[(bar, "raised") for bar in ("ok-bar", "danger-bar", "data-1", "data-3", "data-4")],
    *[("accent", on) for on in ("canvas", "surface", "raised", "selected")],
]


def block(css: str, selector: str) -> dict[str, str]:
    """The colours that a rule of tokens.css sets."""
    rule = re.search(re.escape(selector) + r"\s*\{(.*?)\n\}", css, re.DOTALL)
    assert rule is not None, f"tokens.css has no rule {selector}"
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", rule[1]))


def themes() -> dict[str, dict[str, str]]:
    """Both themes; dark inherits what it does not set."""
    css = TOKENS.read_text(encoding="utf-8")
    light = block(css, ":root")
    return {"light": light, "dark": light | block(css, '[data-theme="dark"]')}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "needed"), [(TEXT, 4.5), (EDGE, 3.0)], ids=["text", "edges"])
def test_pairs_are_aa(theme: str, pairs: list[tuple[str, str]], needed: float) -> None:
    colours = themes()[theme]
    short = {
        f"{front} on {back}": round(ratio, 2)
        for front, back in pairs
        if (ratio := contrast(colours[front], colours[back])) < needed
    }
    assert not short, f"{theme}: below {needed}: {short}"


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
