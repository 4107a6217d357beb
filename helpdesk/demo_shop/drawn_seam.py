"""Pictures of a garment, drawn for the demo: the whole of it, and a seam that came open."""

import io
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (960, 960)
TABLE: Final = (203, 196, 184)
CLOTH, SHADE, THREAD = (214, 196, 162), (176, 156, 122), (96, 78, 54)


def garment(seed: int, *, close: bool) -> bytes:
    """A JPEG of a hoodie on a table, or of its cuff from near; the same each time."""
    draws = Random(seed)
    image = Image.new("RGB", SIZE, TABLE)
    brush = ImageDraw.Draw(image)
    _cuff(brush, draws) if close else _whole(brush)
    grain = Image.effect_noise(SIZE, 22).convert("RGB")
    out = io.BytesIO()
    Image.blend(image.filter(ImageFilter.GaussianBlur(1.6)), grain, 0.06).save(
        out, "JPEG", quality=88
    )
    return out.getvalue()


def _whole(brush: ImageDraw.ImageDraw) -> None:
    brush.polygon([(90, 330), (300, 210), (350, 420), (180, 640), (70, 590)], fill=SHADE)
    brush.polygon([(870, 330), (660, 210), (610, 420), (780, 640), (890, 590)], fill=SHADE)
    brush.polygon([(290, 210), (670, 210), (700, 840), (260, 840)], fill=CLOTH)
    brush.ellipse([(370, 120), (590, 320)], fill=SHADE)
    brush.ellipse([(405, 160), (555, 300)], fill=THREAD)
    brush.rectangle([(380, 560), (580, 720)], outline=SHADE, width=8)
    brush.rectangle([(262, 800), (698, 842)], fill=SHADE)
    brush.rectangle([(520, 240), (560, 320)], fill=(250, 248, 240))  # the label is still on


def _cuff(brush: ImageDraw.ImageDraw, draws: Random) -> None:
    brush.polygon([(120, 0), (840, 0), (760, 620), (220, 620)], fill=CLOTH)
    brush.polygon([(200, 600), (780, 600), (740, 900), (250, 900)], fill=SHADE)
    for across in range(260, 740, 26):
        brush.line([(across, 610), (across + 4, 895)], fill=(160, 141, 108), width=7)
    brush.polygon([(380, 585), (600, 578), (585, 628), (470, 650), (392, 622)], fill=THREAD)
    for across in range(385, 600, 18):
        drop = draws.randint(15, 55)
        brush.line(
            [(across, 590), (across + draws.randint(-10, 10), 600 + drop)], fill=CLOTH, width=5
        )
