"""The panel beside a chat, and the desk around it: what they show, to whom, at what price."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from conversations.actions.recalling import recall_message
from conversations.actions.sessions import finish_session, take_session
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from tests.budgets import questions
from tests.cast import PASSWORD, Cast, agent, send

Counted = Callable[[int], Any]

PANEL_QUERIES = questions("panel")
"""Session, person, membership, conversation, changes asked, receptions, ratings, profile, trail,
orders, words, the product by name, alias, card, page and last order, what was asked."""

DESK_QUERIES = questions("desk")
"""Session, person, membership, how they are called, how long a rest is: the rest by socket."""

SIGN_IN_QUERIES = questions("signing in")
"""All that the guard, the audit and the new session cost together."""


def browser_of(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser


def panel_of(thread: Conversation, member: Membership) -> str:
    answer = browser_of(member).get(f"/desk/{thread.pk}/panel/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_panel_names_the_buyer_and_each_reception(cast: Cast) -> None:
    thread = cast.thread("卫衣有 L 码吗")
    send(agent(cast.mei), thread, "有的")
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(buyer_of(cast.shop.pk), thread, "发货了吗")
    take_session(actor=agent(cast.tom), conversation_id=thread.pk)
    page = panel_of(thread, cast.mei)
    for words in (thread.buyer.name, "网店", "卫衣有 L 码吗", "发货了吗", "小梅接待", "汤姆接待"):
        assert words in page
    assert page.index("第 2 次") < page.index("第 1 次")
    assert page.count('aria-current="true"') == 1


def test_words_taken_back_are_not_in_the_panel(cast: Cast) -> None:
    thread = cast.thread("我的电话是 13800138000")
    recall_message(
        speaker=buyer_of(cast.shop.pk), conversation_id=thread.pk, seq=1, client_id=uuid4()
    )
    assert "13800138000" not in panel_of(thread, cast.mei)


def test_what_a_buyer_writes_is_never_markup(cast: Cast) -> None:
    thread = cast.thread("<script>alert('买家')</script>")
    thread.buyer.name = "<img src=x onerror=alert(1)>"
    thread.buyer.region = '"><u>'
    type(thread.buyer).objects.filter(pk=thread.buyer_id).update(
        name=thread.buyer.name, region=thread.buyer.region
    )
    page = panel_of(thread, cast.mei)
    assert "<script" not in page and "<img" not in page and '"><u>' not in page


def test_the_panel_and_the_desk_are_never_kept_by_a_browser(cast: Cast) -> None:
    thread = cast.thread()
    for address in ("/desk/", f"/desk/{thread.pk}/", f"/desk/{thread.pk}/panel/"):
        answer = browser_of(cast.mei).get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert answer["X-Frame-Options"] == "DENY"
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_removed_member_sees_neither(cast: Cast) -> None:
    thread = cast.thread()
    browser = browser_of(cast.tom)
    Membership.objects.filter(pk=cast.tom.pk).update(is_active=False)
    for address in ("/desk/", f"/desk/{thread.pk}/panel/"):
        assert browser.get(address).status_code == 403


@pytest.mark.parametrize("receptions", [1, 12])
def test_the_panel_asks_the_same_few_questions_however_long_the_history(
    cast: Cast, receptions: int, django_assert_num_queries: Counted
) -> None:
    thread = cast.thread()
    for number in range(receptions - 1):
        send(agent(cast.mei), thread, f"答 {number}")
        finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
        send(buyer_of(cast.shop.pk), thread, f"问 {number}")
    browser = browser_of(cast.mei)
    with django_assert_num_queries(PANEL_QUERIES):
        answer = browser.get(f"/desk/{thread.pk}/panel/")
    assert answer.content.decode().count("<li") == min(receptions, 10)


def test_the_desk_asks_no_more_than_its_budget(
    cast: Cast, django_assert_num_queries: Counted
) -> None:
    browser = browser_of(cast.mei)
    for _ in range(30):
        cast.thread()
    with django_assert_num_queries(DESK_QUERIES):
        assert browser.get("/desk/").status_code == 200


def test_the_desk_with_a_thread_asks_one_more(
    cast: Cast, django_assert_num_queries: Counted
) -> None:
    browser, thread = browser_of(cast.mei), cast.thread()
    with django_assert_num_queries(questions("desk with a chat")):
        assert browser.get(f"/desk/{thread.pk}/").status_code == 200


def test_the_sign_in_page_asks_nothing(db: None, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/sign-in/").status_code == 200


def test_signing_in_costs_no_more_than_it_did(
    cast: Cast, django_assert_max_num_queries: Counted
) -> None:
    form = {"username": cast.mei.user.username, "password": PASSWORD}
    with django_assert_max_num_queries(SIGN_IN_QUERIES):
        assert Client().post("/sign-in/", form).status_code == 302
