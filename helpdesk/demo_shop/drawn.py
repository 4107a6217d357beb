"""Pictures of a parcel that came damaged, drawn for the demo: what a buyer would photograph."""

import io
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (1280, 960)
_TABLE: Final = ((116, 96, 78), (168, 146, 120))
_BOX: Final = {"top": (206, 170, 124), "front": (184, 146, 100), "side": (150, 116, 78)}
_TAPE: Final = (226, 206, 160)

Point = tuple[float, float]


def damaged_parcel(seed: int, *, torn: bool) -> bytes:
    """A JPEG of a box with a crushed corner, or torn open; the same each time."""
    draws = Random(seed)
    image = _table(draws)
    brush = ImageDraw.Draw(image)
    _shadow(image)
    top: list[Point] = [(330, 330), (760, 220), (1010, 330), (560, 470)]
    front: list[Point] = [(330, 330), (560, 470), (570, 800), (350, 640)]
    side: list[Point] = [(560, 470), (1010, 330), (1000, 640), (570, 800)]
    for name, corners in (("top", top), ("front", front), ("side", side)):
        brush.polygon(corners, fill=_BOX[name])
    _ribs(brush, side, draws)
    brush.polygon([(520, 270), (590, 252), (830, 372), (760, 398)], fill=_TAPE)
    brush.polygon([(760, 398), (830, 372), (828, 440), (760, 468)], fill=_TAPE)
    _label(brush, draws)
    _tear(brush, draws) if torn else _dent(brush, draws)
    grain = Image.effect_noise(SIZE, 26).convert("RGB")
    photo = Image.blend(image.filter(ImageFilter.GaussianBlur(1.3)), grain, 0.07)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=88)
    return out.getvalue()


def _table(draws: Random) -> Image.Image:
    image = Image.new("RGB", SIZE)
    brush = ImageDraw.Draw(image)
    dark, light = _TABLE
    for row in range(SIZE[1]):
        share = row / SIZE[1] + draws.uniform(-0.02, 0.02)
        colour = tuple(
            int(low + (high - low) * share) for low, high in zip(dark, light, strict=True)
        )
        brush.line([(0, row), (SIZE[0], row)], fill=colour)
    return image


def _shadow(image: Image.Image) -> None:
    shade = Image.new("L", SIZE, 0)
    ImageDraw.Draw(shade).polygon([(340, 650), (1010, 650), (1150, 760), (560, 860)], fill=150)
    image.paste((40, 32, 26), mask=shade.filter(ImageFilter.GaussianBlur(28)))


def _ribs(brush: ImageDraw.ImageDraw, side: list[Point], draws: Random) -> None:
    (left, top), (right, _), _, _ = side
    for step in range(24):
        x = left + (right - left) * step / 24
        y = top - 140 * step / 24
        shade = draws.randint(-5, 5)
        colour = tuple(part + shade for part in _BOX["side"])
        brush.line([(x, y + 2), (x + 4, y + 314 - 20 * step / 24)], fill=colour, width=9)


def _label(brush: ImageDraw.ImageDraw, draws: Random) -> None:
    brush.polygon([(640, 520), (860, 450), (858, 600), (645, 680)], fill=(240, 238, 232))
    for bar in range(26):
        x, width = 660 + bar * 7, draws.choice((2, 3, 5))
        y = 545 - bar * 2.3
        brush.line([(x, y), (x, y + 58)], fill=(30, 28, 28), width=width)
    for line in range(3):
        y = 632 - line * 2 + line * 14
        brush.line([(662, y), (790 - line * 30, y - 42)], fill=(120, 118, 114), width=4)


def _dent(brush: ImageDraw.ImageDraw, draws: Random) -> None:
    """The near lower corner is pushed in."""
    brush.polygon([(430, 700), (570, 620), (700, 752), (570, 806), (470, 744)], fill=(104, 78, 52))
    for _ in range(16):
        x, y = draws.uniform(440, 660), draws.uniform(650, 770)
        end = (x + draws.uniform(-90, 70), y + draws.uniform(-70, 50))
        brush.line([(x, y), end], fill=(78, 57, 38), width=draws.randint(2, 5))
    brush.line([(400, 600), (500, 640), (570, 560), (640, 660)], fill=(214, 182, 138), width=6)


def _tear(brush: ImageDraw.ImageDraw, draws: Random) -> None:
    """The front is ripped, what is inside looks out."""
    edge = [(360 + step * 22, 470 + step * 13 + draws.uniform(-22, 22)) for step in range(10)]
    under = [(x - draws.uniform(-8, 14), y + draws.uniform(60, 130)) for x, y in reversed(edge)]
    brush.polygon([*edge, *under], fill=(38, 32, 30))
    brush.polygon([(430, 570), (520, 610), (528, 660), (440, 612)], fill=(196, 206, 214))
    brush.line(edge, fill=(232, 206, 164), width=7)
