"""A sealed file reads like the file itself, at any place; cut, mixed or moved it is refused."""

import csv
import io
import secrets
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.kernel.keyring import keys_from
from helpdesk.kernel.sealed_files import HEAD_BYTES, PIECE, SEALED_PIECE, readable, sealed_pieces
from helpdesk.kernel.sealing import KeyMissing, SealBroken

PLACE = (1, "import", "imports/x", "file")


def sealed(content: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(sealed_pieces(io.BytesIO(content), *PLACE)))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_every_length_comes_back(size: int) -> None:
    content = secrets.token_bytes(size)
    assert readable(sealed(content), *PLACE).read() == content


CONTENT = secrets.token_bytes(3 * PIECE + 999)
SEALED = sealed(CONTENT).getvalue()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 9), st.integers(0, 2 * PIECE))))
def test_any_jumping_about_reads_what_stands_there(jumps: list[tuple[int, int]]) -> None:
    file, plain = readable(io.BytesIO(SEALED), *PLACE), io.BytesIO(CONTENT)
    for at, length in jumps:
        assert file.seek(at) == plain.seek(at)
        assert file.read(length) == plain.read(length)
    assert file.seek(0, io.SEEK_END) == len(CONTENT)


def test_nothing_of_it_stands_there_in_the_clear() -> None:
    words = "张小贝,13812345678,浙江省绍兴市\n".encode()
    assert b"13812345678" not in sealed(words * 9000).getvalue()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: HEAD_BYTES + 2 * SEALED_PIECE],
        lambda data: data[:HEAD_BYTES],
        lambda data: (
            data[:HEAD_BYTES]
            + data[HEAD_BYTES + SEALED_PIECE : HEAD_BYTES + 2 * SEALED_PIECE]
            + data[HEAD_BYTES : HEAD_BYTES + SEALED_PIECE]
            + data[HEAD_BYTES + 2 * SEALED_PIECE :]
        ),
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    ],
    ids=["a byte short", "two pieces short", "only the head", "pieces swapped", "a bit changed"],
)
def test_a_file_that_was_touched_is_refused(spoil: Any) -> None:
    with pytest.raises(SealBroken):
        readable(io.BytesIO(spoil(SEALED)), *PLACE).read()


def test_under_another_name_it_is_refused() -> None:
    with pytest.raises(SealBroken):
        readable(io.BytesIO(SEALED), 2, *PLACE[1:]).read()


def test_without_its_key_it_says_so(settings: Any) -> None:
    stored = sealed(b"x" * 100)
    settings.PERSONAL_DATA_KEYS = keys_from("KEYS", secrets.token_hex(32))
    with pytest.raises(KeyMissing):
        readable(stored, *PLACE)


def test_a_file_from_before_is_read_as_it_is() -> None:
    plain = io.BytesIO("订单编号\n1\n".encode())
    rows = list(csv.reader(io.TextIOWrapper(readable(plain, *PLACE), "utf-8")))
    assert rows == [["订单编号"], ["1"]]
