"""The desk's three tabs: what they hold, in which order, page by page, and their digest."""

import base64
import json
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from tests.cast import Cast, send
from tests.conversations.crowd import crowd
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie


async def desk_of(live: LiveServer, member: Membership) -> Line:
    return await desk(live, await sync_to_async(session_cookie)(member))


async def ids_in(line: Line, tab: str) -> list[int]:
    page = await line.command("list.open", tab=tab)
    return [row["conversation"] for row in page["rows"]]


async def every_page(
    line: Line, tab: str, between: Callable[[int], Awaitable[None]] | None = None
) -> list[list[int]]:
    """The conversations of each page, to the end; ``between`` happens after each."""
    pages: list[list[int]] = []
    cursor = None
    while True:
        page = await line.command("list.open", tab=tab, cursor=cursor)
        assert page["tab"] == tab
        pages.append([row["conversation"] for row in page["rows"]])
        cursor = page["next"]
        if cursor is None:
            return pages
        assert len(pages) < 100, "the list has no end"
        if between is not None:
            await between(len(pages))


async def test_each_tab_holds_its_own(live: LiveServer, real_cast: Cast) -> None:
    make = sync_to_async(real_cast.thread)
    mei, tom = await desk_of(live, real_cast.mei), await desk_of(live, real_cast.tom)
    first, second, meis, toms, over = [await make(f"{n}") for n in range(5)]
    await mei.command("session.take", conversation=meis.pk)
    await tom.send("在的", conversation=toms.pk)
    await mei.send("好了", conversation=over.pk)
    await mei.command("session.finish", conversation=over.pk)
    # An untaken or unanswered buyer waits; the longest first.
    assert await ids_in(mei, "waiting") == [first.pk, second.pk, meis.pk]
    assert await ids_in(mei, "mine") == [meis.pk]
    assert await ids_in(tom, "mine") == [toms.pk]
    assert (await ids_in(mei, "all"))[:5] == [over.pk, toms.pk, meis.pk, second.pk, first.pk]
    for line, mine in ((mei, 1), (tom, 1)):
        digest = (await line.command("list.open", tab="all"))["digest"]
        assert (digest["waiting"], digest["mine"], digest["all"]) == (3, mine, 5)
    await mei.close()
    await tom.close()


async def test_page_one_of_all_holds_every_waiting_row(live: LiveServer, real_cast: Cast) -> None:
    await sync_to_async(crowd)(
        shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=900, entries=1
    )
    mei = await desk_of(live, real_cast.mei)
    page = await mei.command("list.open", tab="all")
    listed = {row["conversation"] for row in page["rows"]}
    waiting = Conversation.objects.filter(shop=real_cast.shop, unanswered_since__isnull=False)
    assert {pk async for pk in waiting.values_list("pk", flat=True)} <= listed
    assert len(listed) == len(page["rows"]) < 90 + 50 + 1
    assert page["digest"]["waiting"] == 90
    assert page["digest"]["all"] == 900
    await mei.close()


async def test_paging_through_500_has_no_hole_and_no_repeat_while_messages_arrive(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    await sync_to_async(crowd)(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=500, entries=1)
    rows = Conversation.objects.filter(shop=cast.shop).order_by("last_at", "pk")
    old = [each async for each in rows.exclude(state="finished")]
    waiting = {each.pk async for each in rows.filter(state="waiting")}
    known = {pk async for pk in rows.values_list("pk", flat=True)}
    mei, bea = await desk_of(live, cast.mei), await chat(live, cast.shop)

    async def meanwhile(number: int) -> None:
        """Somebody new writes, and somebody whose row may not have been listed yet."""
        await bea.send(f"第 {number} 页")
        await sync_to_async(send)(buyer_of(cast.shop.pk), old[number], f"旧 {number}")
        await mei.entry(f"旧 {number}")

    pages = await every_page(mei, "all", meanwhile)
    changed = {each["row"]["conversation"] for each in mei.events if "row" in each}
    listed = [pk for page in pages for pk in page]
    assert known <= set(listed) | changed
    assert known - changed <= set(listed)
    # Page one lifts waiting rows out of their place; no other row comes twice.
    assert {pk for pk in listed if listed.count(pk) > 1} <= waiting
    assert all(len(page) == len(set(page)) for page in pages)
    for tab, count in (
        ("mine", 100),
        ("waiting", 51 + len(changed & {*map(pk_of, old)} - waiting)),
    ):
        ids = [pk for page in await every_page(mei, tab) for pk in page]
        assert len(ids) == len(set(ids)) == count
    await mei.close()
    await bea.close()


def pk_of(row: Conversation) -> int:
    return int(row.pk)


async def test_more_than_200_waiting_are_paged_too(live: LiveServer, real_cast: Cast) -> None:
    await sync_to_async(crowd)(
        shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=4500, entries=1
    )
    mei = await desk_of(live, real_cast.mei)
    ids = [pk for page in await every_page(mei, "waiting") for pk in page]
    order = Conversation.objects.filter(shop=real_cast.shop, unanswered_since__isnull=False)
    expected = order.order_by("unanswered_since", "pk").values_list("pk", flat=True)
    assert ids == [pk async for pk in expected]
    assert len(ids) == 450
    digest = (await mei.command("list.open", tab="mine"))["digest"]
    assert (digest["waiting"], digest["mine"], digest["all"]) == (450, 900, 1000)
    await mei.close()


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


GARBAGE = {
    "empty": "",
    "words": "next please",
    "not base64": "!!!!",
    "not ascii": "下一页",
    "half a letter": "\ud800",
    "no json": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "a number": packed(5),
    "null": packed(None),
    "one of two": packed(["2026-01-01T00:00:00+00:00"]),
    "three": packed(["2026-01-01T00:00:00+00:00", 1, 2]),
    "no time": packed(["yesterday", 1]),
    "no number": packed(["2026-01-01T00:00:00+00:00", "x"]),
    "endless number": packed(["2026-01-01T00:00:00+00:00", float("inf")]),
    "beyond the calendar": packed(["0001-01-01T00:00:00+23:59", 1]),
    "SQL": packed(["2026-01-01T00:00:00+00:00'; --", 1]),
    "nested": base64.urlsafe_b64encode(b"[" * 30_000).decode(),
}


@pytest.mark.parametrize("tab", ["waiting", "mine", "all"])
async def test_a_cursor_that_we_never_made_is_a_wrong_field(
    live: LiveServer, real_cast: Cast, tab: str
) -> None:
    mei = await desk_of(live, real_cast.mei)
    told = {}
    for kind, cursor in GARBAGE.items():
        try:
            await mei.command("list.open", tab=tab, cursor=cursor)
            told[kind] = "accepted"
        except Refused as refused:
            told[kind] = refused.code
    assert told == dict.fromkeys(GARBAGE, "bad_field")
    await mei.close()


@pytest.mark.parametrize("tab", ["", "MINE", "finished", None, 1, ["all"], {}])
async def test_an_unknown_tab_is_a_wrong_field(
    live: LiveServer, real_cast: Cast, tab: object
) -> None:
    mei = await desk_of(live, real_cast.mei)
    with pytest.raises(Refused) as refused:
        await mei.command("list.open", tab=tab)
    assert refused.value.code == "bad_field"
    await mei.close()


async def test_the_checksum_changes_with_whatever_an_open_row_shows(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea = await desk_of(live, real_cast.mei), await chat(live, real_cast.shop)
    seen: list[str] = []

    async def changed() -> None:
        digest = (await mei.command("list.open", tab="mine"))["digest"]
        assert digest["checksum"] not in seen
        seen.append(digest["checksum"])

    await changed()
    await bea.send("在吗")
    thread = (await mei.event("entry.added"))["conversation"]
    await changed()
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    await changed()
    await mei.command("session.take", conversation=thread)
    await changed()
    sent = await mei.send("在的", conversation=thread)
    await changed()
    await mei.command(
        "message.recall", conversation=thread, seq=sent["seq"], client_id=str(uuid4())
    )
    await changed()
    other = await sync_to_async(real_cast.thread)("另一位")
    await changed()
    await mei.command("session.finish", conversation=thread)
    await changed()
    await mei.command("session.take", conversation=other.pk)
    await changed()
    await bea.send("又来了")
    await changed()
    await mei.close()
    await bea.close()


async def test_the_digest_counts_only_what_the_lists_show(
    live: LiveServer, real_cast: Cast
) -> None:
    """A visitor whose first words were refused is no conversation yet."""
    mei, bea = await desk_of(live, real_cast.mei), await chat(live, real_cast.shop)
    with pytest.raises(Refused):
        await bea.send("   ")
    page = await mei.command("list.open", tab="all")
    assert page["digest"]["all"] == len(page["rows"]) == 0
    await mei.close()
    await bea.close()
