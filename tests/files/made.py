"""Real bytes for tests: pictures, documents, and what only pretends to be one."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">'
    b"<script>alert(document.cookie)</script></svg>"
)
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
HTML = b"<!doctype html><script>alert(1)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 40
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (320, 200), *, mode: str = "RGB", **how: Any
) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, "red" if mode == "RGB" else None)
    if mode == "RGB":
        image.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def photo_with_place(size: tuple[int, int] = (320, 200)) -> bytes:
    """As a phone makes it: held sideways (orientation 6), with GPS, maker and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (120.0, 9.0, 0.0)})
    return picture(size=size, exif=exif, comment=b"my home address")


def moving_gif(frames: int = 3, size: tuple[int, int] = (60, 40)) -> bytes:
    images = [Image.new("RGB", size, (80 * at % 256, 30, 200)) for at in range(frames)]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=90, loop=0)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose head claims a canvas of this size: a decompression bomb."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def webp_that_claims(width: int, height: int) -> bytes:
    """The same as an extended WebP."""
    body = b"\x10\x00\x00\x00"
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def packed(main: str | None = SHEET, **parts: bytes) -> bytes:
    """A workbook (or a document, or with None a mere archive) with these parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        if main is not None:
            file.writestr("[Content_Types].xml", f'<Override ContentType="{main}"/>')
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def bomb(main: str | None = SHEET) -> bytes:
    """A hundred and twenty million zeros in some hundred kilobytes. A third of a second of work:
    tests are given this function, not what it makes, for every worker collects every test."""
    return packed(main, sheet=b"\x00" * 120_000_000)


def claiming_parts(count: int) -> bytes:
    """A workbook whose end claims so many parts."""
    made = bytearray(packed())
    at = made.rfind(b"PK\x05\x06")
    made[at + 8 : at + 12] = struct.pack("<HH", count, count)
    return bytes(made)


def overlapping() -> bytes:
    """Two entries of the list that share the same packed bytes, each as long as the file."""
    made = packed(body=bytes(range(256)) * 64)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        start = file.start_dir
    listed, end = made[start : made.rfind(b"PK\x05\x06")], bytearray(made[-22:])
    more = listed * 40
    end[8:12] = struct.pack("<HH", 80, 80)
    end[12:16] = struct.pack("<I", len(more))
    return made[:start] + more + bytes(end)
