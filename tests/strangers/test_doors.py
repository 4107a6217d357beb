"""Who is not let in by the sockets, and with which code."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from websockets.asyncio.client import connect

from conversations.consumers import chat as chat_consumer
from conversations.visitor import SALT, new_token
from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.actions.signing_in import sign_out
from tests.cast import Cast
from tests.live import LiveServer, desk, session_cookie
from tests.strangers.knocking import knock

COOKIE = settings.SESSION_COOKIE_NAME


def hello(token: Any) -> dict[str, Any]:
    return {"do": "hello", "ref": "1", "token": token, "after": 0}


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "x" * 3000, "; ;=;", '"\\000aaaaaaaaaaaa"'],
    ids=["none", "short", "long", "garbled", "NUL"],
)
async def test_a_desk_socket_without_a_session_is_not_signed_in(
    live: LiveServer, cookie: str
) -> None:
    code, told = await knock(live, "/ws/desk/", Cookie=f"{COOKIE}={cookie}", Origin=live.url)
    assert code == 4401
    assert [frame["error"]["code"] for frame in told] == ["sign_in_required"]


async def test_a_session_of_nobody_is_not_signed_in(live: LiveServer, real_cast: Cast) -> None:
    store = SessionStore()
    store["shop_id"] = real_cast.shop.pk
    await sync_to_async(store.create)()
    code, _ = await knock(
        live, "/ws/desk/", Cookie=f"{COOKIE}={store.session_key}", Origin=live.url
    )
    assert code == 4401


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://[", "http://127.0.0.1", "http://127.0.0.1.evil:80"],
)
async def test_a_page_of_another_site_may_not_open_the_desk(
    live: LiveServer, real_cast: Cast, origin: str
) -> None:
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    code, told = await knock(live, "/ws/desk/", Cookie=f"{COOKIE}={cookie}", Origin=origin)
    assert code == 4403
    assert "event" not in told[0]


async def test_a_desk_socket_without_an_origin_is_foreign(
    live: LiveServer, real_cast: Cast
) -> None:
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    code, _ = await knock(live, "/ws/desk/", Cookie=f"{COOKIE}={cookie}")
    assert code == 4403


async def test_a_page_of_another_site_may_not_open_the_chat(
    live: LiveServer, real_cast: Cast
) -> None:
    path = f"/ws/chat/{real_cast.shop.slug}/"
    code, _ = await knock(live, path, hello(new_token(real_cast.shop.pk)), Origin="https://e.vil")
    assert code == 4403


async def test_an_unknown_shop_closes_with_4404(live: LiveServer, real_cast: Cast) -> None:
    code, told = await knock(live, "/ws/chat/no-such-shop/", Origin=live.url)
    assert code == 4404
    assert [frame["error"]["code"] for frame in told] == ["not_found"]


@pytest.mark.parametrize("path", ["/ws/desk/1/", "/nowhere/"])
async def test_an_unknown_address_closes_with_4404(live: LiveServer, path: str) -> None:
    """A browser sees a closing code only of a socket that was opened: before that it is 1006,
    and the client would come back for ever."""
    code, _ = await knock(live, path, Origin=live.url)
    assert code == 4404


@pytest.mark.parametrize("kind", ["another shop's", "forged", "garbage", "empty", "surrogate"])
async def test_a_token_that_is_not_this_shops_is_refused(
    live: LiveServer, real_cast: Cast, kind: str
) -> None:
    ours = new_token(real_cast.shop.pk)
    token = {
        "another shop's": new_token(real_cast.other_shop.pk),
        "forged": ours[:-2] + ("AA" if ours[-2:] != "AA" else "BB"),
        "garbage": f"{SALT}:::",
        "empty": "",
        "surrogate": "\ud800",
    }[kind]
    path = f"/ws/chat/{real_cast.shop.slug}/"
    code, told = await knock(live, path, hello(token), Origin=live.url)
    assert code == 4401
    assert [frame["error"]["code"] for frame in told] == ["token_invalid"]


async def test_whoever_does_not_say_hello_is_closed(
    live: LiveServer, real_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_consumer, "HELLO_SECONDS", 0.2)
    path = f"/ws/chat/{real_cast.shop.slug}/"
    code, _ = await knock(live, path, {"do": "ping", "ref": "1"}, Origin=live.url)
    assert code == 4408


async def test_a_removed_member_is_cut_off(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    await sync_to_async(deactivate_member)(actor=real_cast.lan.user, member=real_cast.mei)
    async with asyncio.timeout(5):
        assert await mei.closed() == 4403


async def test_signing_out_closes_this_sessions_socket_only(
    live: LiveServer, real_cast: Cast
) -> None:
    cookies = [await sync_to_async(session_cookie)(real_cast.mei) for _ in range(2)]
    here, there = [await desk(live, cookie) for cookie in cookies]
    await sync_to_async(sign_out)(
        actor=real_cast.mei.user, shop_id=real_cast.shop.pk, session_key=cookies[0]
    )
    async with asyncio.timeout(5):
        assert await here.closed() == 4401
    assert (await there.command("ping"))["server_time"]
    await there.close()


@pytest.mark.parametrize("before", ['prefs={"a": "b c"}; ', "a[b]=1; ", "名字=值; ", 'x="; '])
async def test_a_strange_cookie_of_another_program_is_no_obstacle(
    live: LiveServer, real_cast: Cast, before: str
) -> None:
    """Whoever the pages let in with it (Django is lenient), the socket must let in too."""
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    sent = f"{before}{COOKIE}={cookie}".encode().decode("latin-1")
    page = await sync_to_async(Client().get)("/desk/", headers={"Cookie": sent})
    assert page.status_code == 200
    connection = await connect(
        f"{live.ws}/ws/desk/", additional_headers={"Cookie": sent, "Origin": live.url}
    )
    first = await asyncio.wait_for(connection.recv(), 5)
    await connection.close()
    assert "desk.welcome" in str(first)
