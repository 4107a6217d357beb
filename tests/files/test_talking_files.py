"""Files through real HTTP and sockets: sent by either side, heard by the other, once."""

import socket
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.middleware.csrf import get_token
from django.test import RequestFactory

from conversations.models import Attachment, Entry
from tests.cast import Cast
from tests.conversations.test_unread import unread_in
from tests.files import made
from tests.live import LiveServer, Refused, desk, session_cookie
from tests.strangers.test_buyer_socket import faults_in, listening_buyer


def is_file(event: dict[str, Any]) -> bool:
    return bool(event["entry"]["kind"] == "file")


def uploaded(url: str, data: bytes, **headers: str) -> None:
    with urlopen(Request(url, data, {"X-File-Name": "box.jpg", **headers}, method="POST")) as done:
        assert done.status == 200


@sync_to_async
def by_buyer(live: LiveServer, cast: Cast, token: str, client_id: UUID, data: bytes) -> None:
    url = f"{live.url}/chat/{cast.shop.slug}/files/{client_id}/"
    uploaded(url, data, Authorization=f"Bearer {token}")


@sync_to_async
def by_desk(live: LiveServer, cookie: str, thread: int, client_id: UUID, data: bytes) -> None:
    request = RequestFactory().get("/")
    token = get_token(request)
    cookies = f"sessionid={cookie}; csrftoken={request.META['CSRF_COOKIE']}"
    url = f"{live.url}/desk/{thread}/files/{client_id}/"
    uploaded(url, data, Cookie=cookies, **{"X-CSRFToken": token})


@sync_to_async
def fetched(live: LiveServer, address: str) -> bytes:
    with urlopen(live.url + address) as answer:
        found: bytes = answer.read()
        return found


async def test_a_first_picture_begins_the_thread_and_both_sides_have_it(
    live: LiveServer, real_cast: Cast
) -> None:
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    mei, bea, client_id = await desk(live, cookie), await listening_buyer(live, real_cast), uuid4()
    await by_buyer(live, real_cast, bea.token, client_id, made.picture(size=(900, 700)))
    sent = await bea.command("file.send", client_id=str(client_id))
    again = await bea.command("file.send", client_id=str(client_id))
    assert (sent["seq"], again["seq"], again["duplicate"]) == (1, 1, True)
    heard = await mei.event("entry.added", is_file)
    conversation, card = heard["conversation"], heard["entry"]["card"]
    assert heard["entry"]["client_id"] == str(client_id) and card["width"] == 900
    filled = await bea.command("thread.fill", after=0)
    shown = filled["entries"][0]["card"]
    assert shown == card and faults_in(filled) == []
    assert (await fetched(live, shown["thumb"]))[8:12] == b"WEBP"
    row = await mei.event("conversation.changed", lambda event: event["row"]["last_card"] != "")
    assert row["row"]["last_card"] == "image"

    answer = uuid4()
    await by_desk(live, cookie, conversation, answer, made.PDF)
    await mei.command("file.send", conversation=conversation, client_id=str(answer))
    told = await bea.event("entry.added", is_file)
    assert told["entry"]["card"]["kind"] == "pdf" and faults_in(told) == []
    assert await fetched(live, told["entry"]["card"]["url"]) == made.PDF
    fresh = await bea.command("file.address", seq=told["entry"]["seq"])
    assert fresh["file"]["url"].startswith("/files/")
    for line, fields in ((bea, {}), (mei, {"conversation": conversation})):
        with pytest.raises(Refused) as refused:
            await line.command("file.address", seq=99, **fields)
        assert refused.value.code == "not_found"
        with pytest.raises(Refused) as refused:
            await line.command("file.send", client_id=str(uuid4()), **fields)
        assert refused.value.code == "file_gone"
    await bea.close()
    await mei.close()


async def test_a_line_that_dies_in_the_middle_leaves_nothing(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await listening_buyer(live, real_cast)
    client_id, data = uuid4(), made.picture(size=(1500, 1500), quality=100)

    @sync_to_async
    def cut_short() -> bytes:
        with socket.create_connection(("127.0.0.1", live.port)) as line:
            head = f"POST /chat/{real_cast.shop.slug}/files/{client_id}/ HTTP/1.1\r\nHost: x\r\n"
            head += f"Authorization: Bearer {bea.token}\r\nContent-Length: {len(data)}\r\n\r\n"
            line.sendall(head.encode() + data[: len(data) // 2])
            line.shutdown(socket.SHUT_WR)
            return line.recv(4096)

    await cut_short()
    with pytest.raises(Refused) as refused:
        await bea.command("file.send", client_id=str(client_id))
    assert refused.value.code == "file_gone"
    kept = Attachment.objects.filter(shop=real_cast.shop)
    assert not await sync_to_async(kept.exists)()
    await by_buyer(live, real_cast, bea.token, client_id, data)
    await bea.command("file.send", client_id=str(client_id))
    entries = Entry.objects.filter(shop_id=real_cast.shop.pk, kind="file")
    assert await sync_to_async(entries.count)() == 1
    await bea.close()


async def test_more_than_the_limit_is_refused_while_it_comes(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await listening_buyer(live, real_cast)

    @sync_to_async
    def too_much() -> int:
        url = f"{live.url}/chat/{real_cast.shop.slug}/files/{uuid4()}/"
        sent = Request(url, b"\xff\xd8\xff" + bytes(50 * 1024 * 1024), method="POST")
        sent.add_header("Authorization", f"Bearer {bea.token}")
        try:
            with urlopen(sent) as answer:
                return int(answer.status)
        except HTTPError as problem:
            return problem.code
        except OSError:
            return 0  # the server closed before all of it was sent

    assert await too_much() in {0, 413}
    await bea.close()


async def test_a_file_nobody_has_seen_stays_unread_and_one_that_answers_ends_it(
    live: LiveServer, real_cast: Cast
) -> None:
    """As words do, when somebody's late position has it counted anew."""
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    mei, bea = await desk(live, cookie), await listening_buyer(live, real_cast)
    await bea.send("看图")
    conversation = (await mei.event("entry.added"))["conversation"]
    for _ in range(2):
        client_id = uuid4()
        await by_buyer(live, real_cast, bea.token, client_id, made.picture())
        await bea.command("file.send", client_id=str(client_id))
    await mei.command("position.report", conversation=conversation, delivered=1, read=1)
    assert await unread_in(mei, conversation) == 2
    answer = uuid4()
    await by_desk(live, cookie, conversation, answer, made.PDF)
    await mei.command("file.send", conversation=conversation, client_id=str(answer))
    await bea.send("收到")
    await mei.command("position.report", conversation=conversation, delivered=2, read=2)
    assert await unread_in(mei, conversation) == 1
    await mei.close()
    await bea.close()
