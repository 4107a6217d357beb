"""The disk is full while somebody uploads: one calm sentence, nothing half stored, then it works.

Every write of a serving process past 20 KB of a file fails, as on a disk without room.
"""

import io
import json
import os
import resource
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from uuid import uuid4

import pytest
from PIL import Image

from tests.faults.shop import Shop, say
from tests.faults.stack import Stack

ROOM = 20_000
ROWS_SQL = "SELECT state FROM conversations_attachment WHERE shop_id = %s"
NAMES = {"zh-hans": "破损.png", "en": "broken.png"}


@contextmanager
def no_room(stack: Stack) -> Iterator[None]:
    before = resource.prlimit(stack.webs[0].pid, resource.RLIMIT_FSIZE)
    try:
        for web in stack.webs:
            resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (ROOM, before[1]))
        yield
    finally:
        for web in stack.webs:
            resource.prlimit(web.pid, resource.RLIMIT_FSIZE, before)


def noise(width: int, height: int) -> bytes:
    """A picture that no format makes smaller."""
    image = Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def upload(
    shop: Shop, data: bytes, client_id: str, language: str, *, number: int = 0
) -> tuple[int, dict[str, Any]]:
    """A buyer's file by HTTP; the status and what is said."""
    request = urllib.request.Request(
        f"{shop.stack.url}/chat/{shop.slug}/files/{client_id}/",
        data,
        {
            "Authorization": f"Bearer {shop.tokens[number]}",
            "Content-Type": "application/octet-stream",
            "X-File-Name": quote(NAMES[language]),
            "Accept": "application/json",
            "Cookie": f"django_language={language}",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except HTTPError as problem:
        return problem.code, json.load(problem)


def files_in(stack: Stack) -> list[Path]:
    return [path for path in Path(stack.env["MEDIA_ROOT"]).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("size", "language"),
    [((300, 200), "zh-hans"), ((600, 400), "en")],
    ids=["where files are kept", "where they arrive"],
)
async def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(
    shop: Shop, size: tuple[int, int], language: str
) -> None:
    data, client_id = noise(*size), str(uuid4())
    kept, rows = files_in(shop.stack), shop.stack.rows(ROWS_SQL, [shop.pk])
    buyer = shop.buyer(0)
    await say(buyer, "看看这个")
    with no_room(shop.stack):
        status, said = upload(shop, data, client_id, language)
        assert (status, said["error"]["code"]) == (503, "file_not_kept")
        assert NAMES[language] in said["error"]["message"] and said["error"]["action"]
        assert files_in(shop.stack) == kept
        assert shop.stack.rows(ROWS_SQL, [shop.pk]) == rows
        await say(buyer, "字照样能发")
    status, said = upload(shop, data, client_id, language)
    assert (status, said["file"]["name"]) == (200, NAMES[language])
    sent = await buyer.command("file.send", client_id=client_id)
    assert not sent["duplicate"]
    await buyer.close()
