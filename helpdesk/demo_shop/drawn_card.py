"""A size chart as a shop would make one: drawn, so that it needs no font of its own."""

import io
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (900, 560)
_PAPER, _LINE, _HEAD, _INK = (250, 247, 242), (214, 206, 194), (36, 92, 118), (60, 58, 54)
_ROWS: Final = (
    ("SIZE", "CM", "JIN"),
    ("S", "155-160", "80-100"),
    ("M", "160-165", "100-115"),
    ("L", "165-170", "115-130"),
    ("XL", "170-175", "130-145"),
)


def size_card() -> bytes:
    """A PNG; the same each time."""
    photo = Image.new("RGB", SIZE, _PAPER)
    brush = ImageDraw.Draw(photo)
    height, width = SIZE[1] // len(_ROWS), SIZE[0] // len(_ROWS[0])
    for line, row in enumerate(_ROWS):
        top = line * height
        if line == 0:
            brush.rectangle((0, 0, SIZE[0], height), fill=_HEAD)
        brush.line((0, top, SIZE[0], top), fill=_LINE, width=2)
        for place, words in enumerate(row):
            ink = _PAPER if line == 0 else _INK
            spot = (place * width + width // 2, top + height // 2)
            brush.text(spot, words, fill=ink, anchor="mm", font_size=44)
    out = io.BytesIO()
    photo.save(out, "PNG", optimize=True)
    return out.getvalue()
