"""A case in its buyer's chat: sent by an agent, told by the machine, opened by the buyer."""

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import DataError
from django.test import Client

from aftersales.actions import telling_buyers
from aftersales.actions.answering import agree
from aftersales.actions.appealing import appeal
from aftersales.actions.nearing import tell_near
from aftersales.actions.telling_buyers import tell_owed
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import CaseNotFound
from aftersales.machine.words import Kind, Verb
from aftersales.models import Case, CaseTelling, Deadline
from conversations.actions.sending_cards import send_card
from conversations.models import Card, Conversation, Entry
from conversations.queries.card_pages import card_page
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.commerce.models import Order
from helpdesk.integrations.models import WebhookEvent
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import opened, ordered
from tests.cast import Cast, agent
from tests.files.handed import ruled
from tests.integrations.conftest import endpoint_of


def case_in_chat(cast: Cast) -> tuple[Conversation, Case]:
    thread = cast.thread("袖口开线了")
    order = ordered(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    order.refresh_from_db()
    return thread, opened(cast, order, kind=Kind.RETURN, amount_fen=9_000)


def test_what_the_shop_did_is_told_once_and_counts_for_nobody(cast: Cast) -> None:
    thread, case = case_in_chat(cast)
    thread.refresh_from_db()
    before = (thread.unread, thread.unanswered_since, thread.last_text, thread.last_seq)
    assert tell_owed() == 0  # the buyer knows what they did themselves
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    appeal(doer=buyer_of(cast.shop.pk), case_id=case.pk, verb=Verb.WITHDRAW)
    assert (tell_owed(), tell_owed()) == (1, 0)
    thread.refresh_from_db()
    assert (thread.unread, thread.unanswered_since, thread.last_text) == before[:3]
    entry = Entry.objects.get(conversation_id=thread.pk, kind="card")
    assert (entry.side, entry.seq, entry.author_id) == ("auto", before[3] + 1, None)
    assert entry.card == {
        "type": "case",
        "tail": entry.card["tail"],
        "title": "云感连帽卫衣",
        "spec": "燕麦色 M",
        "quantity": 1,
        "kinds": 1,
        "wish": "return",
        "state": "cancelled",
        "amount_fen": 9_000,
        "timer": "",
        "due_at": None,
    }
    told = CaseTelling.objects.get(case=case)
    assert (told.conversation_id, told.seq) == (thread.pk, entry.seq)
    page = card_page(shop_id=cast.shop.pk, conversation_id=thread.pk, seq=entry.seq)
    assert "申请撤销了" in Client().get(page).content.decode()
    assert card_page(shop_id=cast.shop.pk, conversation_id=thread.pk + 1, seq=entry.seq) == ""


def test_one_that_always_fails_lets_the_next_go_first(cast: Cast) -> None:
    bad, good = opened(cast), opened(cast)
    for case in (bad, good):
        agree(doer=staff_of(cast.lan), case_id=case.pk)
    tell = telling_buyers.tell_buyer

    def sometimes(*, shop_id: int, case_id: int) -> bool:
        if case_id == bad.pk:
            raise DataError("a card that cannot be made")
        return tell(shop_id=shop_id, case_id=case_id)

    with patch.object(telling_buyers, "tell_buyer", sometimes):
        assert [tell_owed(most=1) for _ in range(3)] == [0, 1, 0]
    assert tell_owed(most=1) == 1


def test_a_shop_may_say_nothing_and_who_has_no_chat_is_told_nowhere(cast: Cast) -> None:
    ruled(cast, "aftersales.buyer_told", False)
    _thread, case = case_in_chat(cast)
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    assert not CaseTelling.objects.exists()
    ruled(cast, "aftersales.buyer_told", True)
    elsewhere = opened(cast)  # of an order whose buyer never wrote
    agree(doer=staff_of(cast.lan), case_id=elsewhere.pk)
    tell_owed()
    assert not CaseTelling.objects.filter(settled_at=None).exists()


def test_an_agent_sends_the_case_and_the_order_leads_to_applying(cast: Cast) -> None:
    thread, case = case_in_chat(cast)

    def sent(card: str, about: int) -> int:
        return send_card(
            actor=agent(cast.mei),
            conversation_id=thread.pk,
            client_id=uuid4(),
            card=card,  # type: ignore[arg-type]
            about=about,
        ).seq

    shop = cast.shop.pk
    seq = sent("case", case.pk)
    assert Card.objects.get(conversation_id=thread.pk, seq=seq).case_key == case.key
    with pytest.raises(OrderNotFound):
        sent("case", opened(cast).pk)  # another buyer's
    with pytest.raises(CaseNotFound):
        sent("case", 2**40)
    seq = sent("order", case.order_id)
    page = card_page(shop_id=shop, conversation_id=thread.pk, seq=seq)
    assert "有申请没办完" in Client().get(page).content.decode()
    ruled(cast, "aftersales.buyer_opens", False)
    assert card_page(shop_id=shop, conversation_id=thread.pk, seq=seq) == ""


def test_other_systems_hear_of_cases_and_of_deadlines_that_are_near(cast: Cast) -> None:
    endpoint_of(cast.lan, kinds=["case.opened", "case.moved", "case.deadline_near"])
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000, words="打 13812345678")
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    assert tell_near() == 0
    Deadline.objects.filter(case=case, state="running").update(near_at=now())
    assert (tell_near(), tell_near()) == (1, 0)
    opened_, moved, near = WebhookEvent.objects.filter(shop=cast.shop).order_by("pk")
    assert [one.kind for one in (opened_, moved, near)] == [
        "case.opened",
        "case.moved",
        "case.deadline_near",
    ]
    assert opened_.payload["words"] == "打 138****5678"
    assert (moved.payload["verb"], moved.payload["before"], moved.payload["by"]) == (
        "agree",
        "applied",
        "staff",
    )
    assert near.payload["deadline"]["timer"] == "ship_back"
