"""A file is what its bytes say; what is kept of a picture is pixels alone."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

import pytest
from PIL import Image

from conversations.files.checking import Checked, Limits, checked
from conversations.files.errors import (
    FileBroken,
    FileCut,
    FileEmpty,
    FileTooLarge,
    HeicRefused,
    KindRefused,
    MacrosRefused,
    OldOfficeRefused,
    OnlyImages,
    PackedBomb,
    PackedRefused,
    SvgRefused,
    TooManyPixels,
)
from conversations.files.incoming import received
from tests.files import made

LIMITS = Limits(file_mb=20, image_mb=10, megapixels=40, documents=True)


@contextmanager
def looked(data: bytes, name: str = "photo.jpg", limits: Limits = LIMITS) -> Iterator[Checked]:
    with checked(io.BytesIO(data), told=name, limits=limits) as found:
        yield found


def image_of(file: BinaryIO) -> Image.Image:
    file.seek(0)
    return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (made.EXE, KindRefused),
        (made.HTML, KindRefused),
        (b"just words", KindRefused),
        (made.SVG, SvgRefused),
        (b"\xef\xbb\xbf  <!-- hello --><SVG onload=alert(1)>", SvgRefused),
        ('<svg xmlns="a">'.encode("utf-16"), SvgRefused),
        (made.HEIC, HeicRefused),
        (made.OLD_OFFICE, OldOfficeRefused),
        (made.packed(None, letter=b"words"), PackedRefused),
        (b"Rar!\x1a\x07\x01\x00" + b"\x00" * 40, PackedRefused),
        (made.packed(made.SHEET.replace("sheet.main", "sheet.macroEnabled.main")), MacrosRefused),
        (made.packed(**{"xl/vbaProject.bin": b"x"}), MacrosRefused),
        (made.bomb, PackedBomb),
        (partial(made.bomb, None), PackedBomb),
        (made.claiming_parts(60_000), PackedBomb),
        (made.overlapping(), PackedBomb),
        (made.packed()[:-30], FileBroken),
        (made.png_that_claims(50_000, 50_000), TooManyPixels),
        (made.webp_that_claims(16_000, 16_000), TooManyPixels),
        (made.picture()[:900], FileBroken),
        (made.picture("PNG")[:200], FileBroken),
        (b"\xff\xd8\xff" + b"\x00" * 500, FileBroken),
    ],
)
def test_what_is_no_file_that_may_be_sent_is_refused_with_its_reason(
    data: bytes | Callable[[], bytes], refusal: type[Exception]
) -> None:
    data = data() if callable(data) else data
    with pytest.raises(refusal) as problem, looked(data, "../收据.jpg"):
        pass
    assert "收据" in problem.value.told() and ".." not in problem.value.told()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "name", "kind", "kept"),
    [
        (made.picture("PNG"), "shot.jpg", "png", "shot.png"),
        (made.picture("WEBP"), "a.webp", "webp", "a.webp"),
        (made.PDF, "invoice.exe", "pdf", "invoice.exe.pdf"),
        (made.packed(), "价目表.xlsx", "xlsx", "价目表.xlsx"),
        (made.packed(made.WORDS), "合同.docx", "docx", "合同.docx"),
    ],
)
def test_a_file_is_known_by_its_content_and_named_after_it(
    data: bytes, name: str, kind: str, kept: str
) -> None:
    with looked(data, name) as found:
        assert (found.kind.code, found.name) == (kind, kept)
        assert bool(found.changed) == (name != kept)


def test_a_photo_keeps_its_pixels_upright_and_nothing_of_where_it_was_taken() -> None:
    with looked(made.photo_with_place()) as found:
        data = found.file.read() if found.file.seek(0) == 0 else b""
        image = image_of(found.file)
        assert (found.width, found.height) == image.size == (200, 320)
        assert not image.getexif() and "comment" not in image.info
        for hidden in (b"Exif", b"PhoneMaker", b"my home address"):
            assert hidden not in data
        top, bottom = image.getpixel((100, 20)), image.getpixel((100, 300))
        assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0]  # red above, blue below


def test_bytes_behind_the_end_of_a_picture_do_not_survive() -> None:
    with looked(made.picture() + made.SVG) as found:
        found.file.seek(0)
        assert b"<script>" not in found.file.read()


def test_a_gif_keeps_moving_within_the_limit_and_is_told_when_not() -> None:
    with looked(made.moving_gif(), "smile.gif") as found:
        assert found.moving and image_of(found.file).n_frames == 3 and not found.changed
        assert found.thumb is not None and image_of(found.thumb).format == "WEBP"
    tight = Limits(file_mb=20, image_mb=10, megapixels=1, documents=True)
    long = made.moving_gif(frames=5, size=(700, 700))
    with looked(long, "long.gif", tight) as found:
        assert not found.moving and image_of(found.file).n_frames == 1
        assert "第一帧" in found.changed


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "I;16", "1"])
def test_any_way_of_storing_pixels_is_drawn(mode: str) -> None:
    with looked(made.picture("PNG", mode=mode), "x.png") as found:
        assert image_of(found.file).size == (320, 200)
    with looked(made.picture("JPEG", mode="CMYK"), "x.jpg") as found:
        assert image_of(found.file).mode == "RGB"


def test_a_large_picture_gets_a_small_one_of_its_beginning() -> None:
    with looked(made.picture(size=(300, 3000))) as found:
        assert found.thumb is not None
        assert image_of(found.thumb).size == (160, 480)
    with looked(made.picture(size=(200, 120))) as found:
        assert found.thumb is None


def test_each_kind_has_its_own_limit_and_a_shop_may_take_pictures_only() -> None:
    small = Limits(file_mb=1, image_mb=2, megapixels=40, documents=True)
    with pytest.raises(FileTooLarge) as problem, looked(made.PDF + b" " * 1_100_000, "a", small):
        pass
    assert "1 MB" in problem.value.said()
    only = Limits(file_mb=20, image_mb=10, megapixels=40, documents=False)
    with pytest.raises(OnlyImages), looked(made.PDF, "a.pdf", only):
        pass


class Dying:
    """A line that dies after its first piece."""

    def __init__(self, first: bytes) -> None:
        self.pieces = [first]

    def read(self, size: int, /) -> bytes:
        if not self.pieces:
            raise ConnectionResetError
        return self.pieces.pop()


class Endless:
    """A sender who never stops; counts what was taken."""

    taken = 0

    def read(self, size: int, /) -> bytes:
        self.taken += size
        return b"x" * size


def test_bytes_come_up_to_the_limit_and_not_beyond() -> None:
    endless = Endless()
    with pytest.raises(FileTooLarge), received(endless, name="a", declared=None, most_mb=2):
        pass
    assert endless.taken <= 2 * 1024 * 1024 + 64 * 1024
    untouched = Endless()
    fifty = 50 * 1024 * 1024
    with pytest.raises(FileTooLarge), received(untouched, name="a", declared=fifty, most_mb=10):
        pass
    assert untouched.taken == 0
    with pytest.raises(FileCut), received(Dying(b"half"), name="a", declared=9, most_mb=1):
        pass
    with pytest.raises(FileCut), received(io.BytesIO(b"half"), name="a", declared=9, most_mb=1):
        pass
    with pytest.raises(FileEmpty), received(io.BytesIO(), name="a", declared=0, most_mb=1):
        pass
