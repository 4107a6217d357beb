"""The floor at one moment: its figures, who may see it, and what it costs in a large shop."""

import re
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from conversations.actions.hearing_anger import hear_anger
from conversations.actions.sessions import take_session
from conversations.actions.snoozing import snooze_session
from conversations.models import Conversation
from conversations.queries.floor import floor_of
from conversations.queries.floor_lists import chats_of, chats_of_member
from helpdesk.accounts.audit import sentence_of
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.kernel.clock import iso, now
from helpdesk.team.actions.arranging import save_skill, set_place
from helpdesk.team.actions.peaking import start_peak
from tests.budgets import questions
from tests.cast import Cast, agent, route, send
from tests.floor.large_shop import fill
from tests.routing.people import at_work

PAGES = ("/floor/", "/floor/now/", "/floor/waiting/", "/floor/words/")
QUERIES = questions("floor")


def browser_of(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser


def waited(thread: Conversation, seconds: int) -> None:
    moment = now() - timedelta(seconds=seconds)
    Conversation.objects.filter(pk=thread.pk).update(unanswered_since=moment)
    thread.sessions.update(opened_at=moment)


def test_the_figures_are_those_of_the_lists(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    at_work(cast.tom, state="busy")
    set_place(actor=cast.qin, member=cast.mei, capacity=3, skills=[])
    mine = [cast.thread(words) for words in ("一", "二", "三")]
    send(agent(cast.mei), mine[0], "在的")
    waited(mine[1], 300)
    queued = cast.thread("排着")
    floor = floor_of(cast.shop.pk)
    head = floor.head
    assert (head.open, head.waiting, head.queued) == (4, 3, 1)
    assert (head.accepting, head.room, floor.at_work) == (1, 0, 2)
    assert head.longest == mine[1].buyer.name
    for which, figure in (("open", head.open), ("waiting", head.waiting), ("queue", head.queued)):
        chats, total = chats_of(cast.shop.pk, which)  # type: ignore[arg-type]
        assert (len(chats), total) == (figure, figure)
    [line] = [one for one in floor.people if one.member_id == cast.mei.pk]
    assert (line.hand.total, line.hand.waiting, line.capacity, line.full) == (3, 2, 3, True)
    assert chats_of_member(cast.shop.pk, cast.mei.pk)[0][0].conversation == mine[1].pk
    [one] = floor.queue
    assert (one.conversation, one.ahead, one.left_until) == (queued.pk, 0, None)
    assert one.why == "在上班的人这会儿都接不了新的，一有空位就派。"


def test_what_is_put_off_waits_for_nobody(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    waited(thread, 500)
    snooze_session(
        actor=agent(cast.mei), conversation_id=thread.pk, until=iso(now() + timedelta(hours=1))
    )
    head = floor_of(cast.shop.pk).head
    assert (head.open, head.waiting, head.since) == (1, 0, None)


def test_nobody_at_work_is_a_message_left_with_its_promise(cast: Cast) -> None:
    route(cast.shop)
    cast.thread("有人吗")
    floor = floor_of(cast.shop.pk)
    [one] = floor.queue
    assert one.left_until is not None and one.left_until > now()
    assert (floor.at_work, floor.head.accepting) == (0, 0)
    html = browser_of(cast.qin).get("/floor/").content.decode()
    assert "留言" in html and "前回" in html


def test_skills_and_the_reason_of_each_who_waits(cast: Cast) -> None:
    route(cast.shop)
    skill = save_skill(
        actor=cast.qin, skill=None, name="退款单", words=["退款"], platforms=[], kinds=["case"]
    )
    at_work(cast.mei, state="resting", until=now() + timedelta(minutes=5))
    set_place(actor=cast.qin, member=cast.mei, capacity=None, skills=[skill])
    cast.thread("我要退款")
    cast.thread("在吗")
    at_work(cast.tom)
    refund, other = floor_of(cast.shop.pk).queue
    assert (refund.skills, other.skills) == (("退款单",), ())
    assert "退款单" in refund.why and other.why == "马上就派"


def test_an_empty_floor_says_what_is_true(cast: Cast) -> None:
    html = browser_of(cast.qin).get("/floor/").content.decode()
    for words in ("还没有人打开过工作台", "没有人在排。这会儿也没有人接新的", "没有人在等"):
        assert words in html


def test_peak_mode_stands_on_the_floor_with_its_end(cast: Cast) -> None:
    browser = browser_of(cast.qin)
    assert "打开高峰模式" in browser.get("/floor/now/").content.decode()
    start_peak(actor=cast.qin, hours=2)
    html = browser.get("/floor/now/").content.decode()
    assert re.search(r"\d\d:\d\d 自动关", html) and "现在就关" in html


@pytest.mark.parametrize("page", [*PAGES, "/floor/people/{member}/"])
def test_who_may_see_it(cast: Cast, page: str) -> None:
    page = page.format(member=cast.mei.pk)
    assert browser_of(cast.qin).get(page).status_code == 200
    assert browser_of(cast.lan).get(page).status_code == 200
    refused = browser_of(cast.mei).get(page)
    assert refused.status_code == 403
    assert "看现场" in refused.content.decode() and "主管" in refused.content.decode()


def test_a_stranger_finds_nothing_of_it(cast: Cast) -> None:
    thread = cast.thread()
    oleg = browser_of(cast.oleg)
    assert oleg.get(f"/floor/people/{cast.mei.pk}/").status_code == 404
    for deed in ("assign", "take", "seen"):
        assert oleg.post(f"/floor/{thread.pk}/{deed}/").status_code == 404


def test_the_rail_leads_there_for_those_who_may(cast: Cast) -> None:
    assert 'href="/floor/"' in browser_of(cast.qin).get("/desk/").content.decode()
    assert 'href="/floor/"' not in browser_of(cast.mei).get("/desk/").content.decode()


def test_words_are_added_and_removed_on_their_page(cast: Cast) -> None:
    browser = browser_of(cast.qin)
    added = browser.post("/floor/words/add/", {"reason": "temper", "word": "老赖"})
    assert added.status_code == 302
    assert "老赖" in browser.get("/floor/words/").content.decode()
    again = browser.post("/floor/words/add/", {"reason": "rating", "word": "老赖"})
    assert again.status_code == 409
    assert "已经在「火气大」里了" in again.content.decode()
    assert browser.post("/floor/words/remove/", {"reason": "temper", "word": "老赖"}).status_code
    entry = AuditEntry.objects.get(shop=cast.shop, verb="floor.word_added")
    assert sentence_of(entry) == "秦越 在「火气大」里加了词「老赖」"


@pytest.mark.parametrize(("people", "chats"), [(2, 20), (12, 400)])
def test_what_it_costs_does_not_grow_with_chats_and_people(
    cast: Cast, people: int, chats: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    route(cast.shop)
    save_skill(
        actor=cast.qin, skill=None, name="退款单", words=["退款"], platforms=[], kinds=["case"]
    )
    fill(cast, people=people, chats=chats)
    hear_anger(shop_id=cast.shop.pk)
    with django_assert_num_queries(QUERIES):
        floor_of(cast.shop.pk)
    with django_assert_num_queries(1):
        chats_of(cast.shop.pk, "open")


def test_fifty_agents_and_two_thousand_open_chats(
    cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    """Far below the second that lies between two questions of one supervisor."""
    route(cast.shop)
    fill(cast, people=50, chats=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as it would have happened while they were written
    record_property("first look through all, ms", spent(lambda: hear_anger(shop_id=cast.shop.pk)))
    again = min(spent(lambda: hear_anger(shop_id=cast.shop.pk)) for _ in range(5))
    snapshot = min(spent(lambda: floor_of(cast.shop.pk)) for _ in range(5))
    page = browser_of(cast.qin)
    whole = min(spent(lambda: page.get("/floor/now/")) for _ in range(5))
    record_property("nothing new, ms", again)
    record_property("snapshot, ms", snapshot)
    record_property("fragment, ms", whole)
    floor = floor_of(cast.shop.pk)
    assert (floor.head.open, floor.at_work) == (2000, 50)
    assert again + snapshot < 1000


def spent(act: Callable[[], object]) -> float:
    """Milliseconds."""
    began = perf_counter()
    act()
    return round((perf_counter() - began) * 1000, 1)
