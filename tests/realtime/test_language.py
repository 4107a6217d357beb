"""Each socket speaks its reader's language, however many speak at once."""

import asyncio
import re

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from websockets.asyncio.client import connect

from conversations.visitor import new_token
from helpdesk.commerce.models import Buyer
from tests.cast import Cast
from tests.live import Line, LiveServer, Refused, desk, session_cookie

CHINESE = re.compile(r"[\u4e00-\u9fff]")


async def reader(live: LiveServer, cast: Cast, language: str, asked: str = "") -> Line:
    cookie = f"{settings.LANGUAGE_COOKIE_NAME}={language}"
    path = f"{live.ws}/ws/chat/{cast.shop.slug}/{asked}"
    return Line(await connect(path, origin=live.url, additional_headers={"Cookie": cookie}))


async def answer_to(line: Line, name: str) -> str:
    with pytest.raises(Refused) as refused:
        await line.command(name)
    error = refused.value.error
    return str(error["message"] + error["action"])


@pytest.mark.parametrize("language", ["", "zh-hans", "tlh", "EN"])
async def test_chinese_unless_the_reader_chose_otherwise(
    live: LiveServer, real_cast: Cast, language: str
) -> None:
    line = await reader(live, real_cast, language)
    assert CHINESE.search(await answer_to(line, "nope"))
    await line.close()


@pytest.mark.parametrize(
    ("cookie", "asked", "english"),
    [
        ("", "?lists=1&lang=en", True),
        ("en", "?lang=zh-hans", False),
        ("en", "?lang=%00&lang=zh-hans", True),
    ],
)
async def test_the_page_in_a_frame_says_its_language_in_the_address(
    live: LiveServer, real_cast: Cast, cookie: str, asked: str, english: bool
) -> None:
    line = await reader(live, real_cast, cookie, asked)
    assert bool(CHINESE.search(await answer_to(line, "nope"))) is not english
    await line.close()


async def test_two_languages_at_the_same_moment_are_not_mixed(
    live: LiveServer, real_cast: Cast
) -> None:
    english = await reader(live, real_cast, "en")
    chinese = await reader(live, real_cast, "zh-hans")
    names = ["nope", "thread.fill", "message.send"] * 10
    told = await asyncio.gather(
        *(answer_to(line, name) for name in names for line in (english, chinese))
    )
    assert [bool(CHINESE.search(words)) for words in told] == [False, True] * len(names)
    await english.close()
    await chinese.close()


async def test_what_a_thread_says_is_in_the_readers_language_too(
    live: LiveServer, real_cast: Cast
) -> None:
    """Actions run in threads: what they put into a sentence is of one language with it."""
    bea = await reader(live, real_cast, "en")
    await bea.command("hello", token=new_token(real_cast.shop.pk))
    await bea.send("Hello")
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    mei = await desk(live, f"{cookie}; {settings.LANGUAGE_COOKIE_NAME}=en")
    (row,) = (await mei.command("list.open", tab="all"))["rows"]
    with pytest.raises(Refused) as refused:
        await mei.send("好评返现 5 元", conversation=row["conversation"])
    (hit,) = refused.value.error["guard"]["hits"]
    assert not CHINESE.search(hit["why"]), hit
    await mei.close()
    await bea.close()


async def test_a_visitor_has_one_name_for_the_shop_whatever_they_read(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await reader(live, real_cast, "en")
    await bea.command("hello", token=new_token(real_cast.shop.pk))
    await bea.send("Hello")
    buyer = await Buyer.objects.aget(shop=real_cast.shop, visitor_key__isnull=False)
    assert buyer.name.startswith("访客")
    await bea.close()
