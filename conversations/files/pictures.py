"""A picture drawn anew: what is kept holds pixels and nothing else.

Where it was taken, with what, a comment, bytes behind its end: none of it survives. It is turned
as it was held, its colours are brought to sRGB. Its size is asked of its head before a pixel of
it is unpacked. A moving GIF keeps moving while all its frames together stay within the limit;
of any other moving picture the first frame is kept, and the sender is told.
"""

import io
import struct
import tempfile
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import BinaryIO, cast

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence

from conversations.files.errors import FileBroken, TooManyPixels
from conversations.files.room import is_full

THUMB_SIDE = 480
LONGEST_SHAPE = 3
"""A screen of a whole page is cut to this many times its width for the small picture."""
MOST_FRAMES = 300
IN_MEMORY = 1024 * 1024

_at_work = BoundedSemaphore(2)
"""Pictures that one process unpacks at a time: forty million pixels are some 200 MB."""

FORMATS = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
_PROBLEMS = (OSError, SyntaxError, ValueError, EOFError, struct.error)


@dataclass(frozen=True)
class Picture:
    """What is stored of a picture; ``thumb`` is None where the picture itself is small enough."""

    file: BinaryIO
    thumb: BinaryIO | None
    width: int
    height: int
    moving: bool
    # One sentence where something of it was left out.
    changed: str


def redrawn(source: BinaryIO, kind: str, *, name: str, most_pixels: int) -> Picture:
    """The picture drawn anew, or TooManyPixels, FileBroken; a full disk is left to the caller."""
    with _at_work:
        try:
            _refuse_large_canvas(source, kind, name, most_pixels)
            with Image.open(source, formats=[FORMATS[kind]]) as image:
                _refuse_large(image.size, name, most_pixels)
                return _redrawn(image, kind, most_pixels)
        except Image.DecompressionBombError:  # Pillow's own limit: some 180 million
            raise TooManyPixels(name=name, limit=most_pixels // 1_000_000) from None
        except _PROBLEMS as problem:
            if is_full(problem):
                raise
            raise FileBroken(name=name) from None


def _refuse_large(size: tuple[int, int], name: str, most_pixels: int) -> None:
    if size[0] * size[1] > most_pixels:
        raise TooManyPixels(name=name, limit=most_pixels // 1_000_000)


def _refuse_large_canvas(source: BinaryIO, kind: str, name: str, most_pixels: int) -> None:
    """Pillow makes room for the whole canvas of an extended WebP as soon as it opens it."""
    source.seek(0)
    head = source.read(30)
    source.seek(0)
    if kind == "webp" and head[12:16] == b"VP8X":
        width, height = (1 + int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        _refuse_large((width, height), name, most_pixels)


def _redrawn(image: Image.Image, kind: str, most_pixels: int) -> Picture:
    frames = getattr(image, "n_frames", 1)
    width, height = image.size
    fits = frames <= MOST_FRAMES and frames * width * height <= most_pixels
    moving = kind == "gif" and frames > 1 and fits
    changed = "" if frames == 1 or moving else _("动图只留了第一帧。")
    file = _written_moving(image) if moving else None
    image.seek(0)
    still = _plain(image)
    if file is None:
        file = _written(still, kind)
    return Picture(file, _thumb(still, moving=moving), *still.size, moving, changed)


def _plain(image: Image.Image) -> Image.Image:
    """Pixels alone, upright, in sRGB."""
    profile = image.info.get("icc_profile")
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):
        turned = turned.point(lambda value: value / 256).convert("L")
    clear = "transparency" in turned.info or turned.mode in {"RGBA", "LA", "PA", "RGBa", "La"}
    plain = _in_srgb(turned, profile) if profile else turned
    plain = plain.convert("RGBA" if clear else "RGB") if plain.mode != "L" else plain.copy()
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        wanted = ImageCms.createProfile("sRGB")
        drawn = ImageCms.profileToProfile(image, given, wanted, outputMode="RGB")
    except (ImageCms.PyCMSError, *_PROBLEMS):
        return image
    return drawn or image


def _spool() -> BinaryIO:
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))


def _written(plain: Image.Image, kind: str) -> BinaryIO:
    out = _spool()
    if kind == "jpeg":
        plain.convert("RGB").save(out, "JPEG", quality=88, progressive=True)
    elif kind == "webp":
        plain.save(out, "WEBP", quality=86)
    elif kind == "gif":
        plain.save(out, "GIF")
    else:
        plain.save(out, "PNG")
    out.seek(0)
    return out


def _written_moving(image: Image.Image) -> BinaryIO:
    frames, times = [], []
    for frame in ImageSequence.Iterator(image):
        times.append(max(20, int(frame.info.get("duration") or 100)))
        plain = frame.convert("RGBA")
        plain.info = {}
        frames.append(plain)
    out = _spool()
    first, *others = frames
    first.save(out, "GIF", save_all=True, append_images=others, duration=times, loop=0, disposal=2)
    out.seek(0)
    return out


def _thumb(plain: Image.Image, *, moving: bool) -> BinaryIO | None:
    """Twice the size at which a thread shows it; of a very long one its beginning."""
    width, height = plain.size
    if max(width, height) <= THUMB_SIDE and not moving:
        return None
    shape = (min(width, height * LONGEST_SHAPE), min(height, width * LONGEST_SHAPE))
    small = plain.crop((0, 0, *shape))
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    out = _spool()
    small.save(out, "WEBP", quality=78)
    out.seek(0)
    return out
