"""The buyer says whether an address is right; nothing of the order changes by it."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conversations.actions import answering_cards
from conversations.actions.handling_changes import handle_change
from conversations.actions.recalling import recall_message
from conversations.actions.sessions import finish_session
from conversations.address_change import Change, checked_change
from conversations.card_errors import (
    CardAnswered,
    CardNotFound,
    CardRecalled,
    CardSuperseded,
    ChangeEmpty,
    ChangeWrong,
)
from conversations.card_wishes import opened_wish
from conversations.errors import ClientIdTaken, ConversationNotFound
from conversations.models import Card, Conversation, Entry
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from tests.cast import Cast, agent, send
from tests.conversations.carded import CHANGE, ask, card, entry, ordered, say, show
from tests.conversations.test_panel import browser_of, panel_of


def test_a_plain_yes_is_in_the_thread_and_nobody_waits_for_it(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    sent = ask(cast.mei, thread, order)
    answer = say(thread, sent.seq)
    stored = entry(thread, answer.seq)
    assert (stored.kind, stored.side, stored.target) == ("answer", "buyer", sent.seq)
    assert (stored.card["says"], stored.card["tail"]) == ("right", "…7731")
    kept = card(thread, sent.seq)
    assert (kept.state, kept.answer_seq, kept.answered_at) == ("right", answer.seq, stored.at)
    thread.refresh_from_db()
    assert (thread.last_card, thread.last_side, thread.unread) == ("right", "buyer", 1)
    assert thread.unanswered_since is None
    assert AuditEntry.objects.filter(shop=cast.shop, verb="address.confirmed").count() == 1


def test_a_change_is_masked_for_both_and_a_proposal_for_the_shop(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    before = Order.objects.filter(pk=order.pk).values().get()
    sent = ask(cast.mei, thread, order)
    answer = say(thread, sent.seq, "change", replace(CHANGE, name="李小宝", words="放门卫"))
    said = entry(thread, answer.seq).card
    assert (said["receiver"], said["phone"], said["words"]) == ("李**", "139****1234", "放门卫")
    assert said["address"] == "浙江省绍兴市柯桥区***302 室"
    assert "13900001234" not in str(said) and "湖西路" not in str(said)
    kept = card(thread, sent.seq)
    assert opened_wish(kept) == replace(CHANGE, name="李小宝", words="放门卫")
    assert "李小宝".encode() not in bytes(kept.wish_sealed)
    assert Order.objects.filter(pk=order.pk).values().get() == before
    thread.refresh_from_db()
    assert (thread.last_text, thread.last_card, thread.unread) == ("放门卫", "change", 1)
    assert thread.unanswered_since is not None
    told = AuditEntry.objects.get(shop=cast.shop, verb="address.change_asked")
    assert "139" not in str(told.data) and "李" not in str(told.data)


def test_one_answer_counts_and_the_next_reads_which(cast: Cast) -> None:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    once = uuid4()
    first = say(thread, sent.seq, "right", client_id=once)
    again = say(thread, sent.seq, "right", client_id=once)
    assert (again.seq, again.duplicate) == (first.seq, True)
    with pytest.raises(CardAnswered, match="地址没错"):
        say(thread, sent.seq, "change")
    other = ask(cast.mei, thread, ordered(cast, thread))
    with pytest.raises(ClientIdTaken):
        say(thread, other.seq, "right", client_id=once)
    assert Entry.objects.filter(conversation_id=thread.pk, kind="answer").count() == 1


def test_what_was_replaced_or_taken_back_is_answered_no_more(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    old, new = ask(cast.mei, thread, order), ask(cast.mei, thread, order)
    with pytest.raises(CardSuperseded):
        say(thread, old.seq)
    recall_message(
        speaker=agent(cast.mei), conversation_id=thread.pk, seq=new.seq, client_id=uuid4()
    )
    with pytest.raises(CardRecalled):
        say(thread, new.seq)


def test_a_card_that_another_thread_replaces_at_this_moment_takes_no_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    question = answering_cards._question

    def asked_elsewhere(conversation: Conversation, seq: int) -> dict[str, str]:
        Card.objects.filter(conversation_id=conversation.pk, seq=seq).update(state="superseded")
        return question(conversation, seq)

    monkeypatch.setattr(answering_cards, "_question", asked_elsewhere)
    with pytest.raises(CardSuperseded), transaction.atomic():
        say(thread, sent.seq, "right")
    assert not Entry.objects.filter(conversation_id=thread.pk, kind="answer").exists()


def test_only_a_question_of_this_thread_is_answered(cast: Cast) -> None:
    thread, other = cast.thread(), cast.thread()
    shown = show(cast.mei, thread, ordered(cast, thread))
    ask(cast.mei, other, ordered(cast, other))
    for seq in (1, shown.seq, 99):
        with pytest.raises(CardNotFound):
            say(thread, seq)
    other.pk = 0
    with pytest.raises(ConversationNotFound):
        say(other, 3)


def test_after_the_end_a_wish_opens_a_session_and_a_yes_does_not(cast: Cast) -> None:
    for says, session, state in (("right", 1, "finished"), ("change", 2, "waiting")):
        thread = cast.thread()
        sent = ask(cast.mei, thread, ordered(cast, thread))
        finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
        assert say(thread, sent.seq, says).session == session
        thread.refresh_from_db()
        assert (thread.state, thread.unread) == (state, session - 1)
        assert (thread.unanswered_since is not None) == (says == "change")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (Change(), ChangeEmpty),
        (Change(name=" ", words="\u200b\n"), ChangeEmpty),
        (Change(phone="没有"), ChangeWrong),
        (Change(phone="123"), ChangeWrong),
        (Change(phone="1" * 21), ChangeWrong),
        (Change(name="长" * 65), ChangeWrong),
        (Change(address="长" * 256), ChangeWrong),
        (Change(words="长" * 501), ChangeWrong),
        (Change(words="a\x00b"), ChangeWrong),
        (Change(name="a\ud800"), ChangeWrong),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_in_words(
    change: Change, error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        checked_change(change)
    assert refused.value.as_json()["action"]  # type: ignore[attr-defined]


def test_a_wish_is_tidied_and_not_altered() -> None:
    told = checked_change(Change(name=" 李 小宝\n", phone="139 0000-1234", words=" 放门卫\n谢谢 "))
    assert told == Change(name="李 小宝", phone="139 0000-1234", words="放门卫\n谢谢")
    copied = "\u202d139 0000 1234\u202c"  # as an iPhone copies it out of its contacts
    assert checked_change(Change(phone=copied)).phone == "139 0000 1234"


def test_the_panel_shows_the_wish_beside_its_order_until_it_is_seen_to(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    sent = ask(cast.mei, thread, order)
    assert "还没答" in panel_of(thread, cast.mei)
    say(thread, sent.seq, "change")
    page = panel_of(thread, cast.mei)
    for words in ("买家要改订单 …7731", "13900001234", "湖西路 88 号", "订单没有动"):
        assert words in page, words
    address = f"/desk/{thread.pk}/cards/{sent.seq}/handled/"
    assert browser_of(cast.oleg).post(address).status_code == 404
    answer = browser_of(cast.tom).post(address)
    assert answer.status_code == 200 and "汤姆处理好了" in answer.content.decode()
    page = panel_of(thread, cast.mei)
    assert "13900001234" not in page and "湖西路" not in page and "买家要改订单" not in page
    kept = card(thread, sent.seq)
    assert kept.wish_sealed is None
    assert browser_of(cast.mei).post(address).status_code == 200, "twice changes nothing"
    told = AuditEntry.objects.get(shop=cast.shop, verb="address.change_handled")
    assert told.actor_id == cast.tom.user_id


def test_a_wish_stays_beside_its_order_when_the_address_is_asked_for_again(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    first = ask(cast.mei, thread, order)
    say(thread, first.seq, "change")
    say(thread, ask(cast.mei, thread, order).seq, "change", Change(words="换门卫"))
    ask(cast.mei, thread, order)
    page = panel_of(thread, cast.mei)
    assert page.count("asked--change") == 2
    assert "13900001234" in page and "换门卫" in page and "还没答" in page
    handle_change(actor=cast.mei, conversation_id=thread.pk, seq=first.seq)
    page = panel_of(thread, cast.mei)
    assert "13900001234" not in page and "换门卫" in page


def test_what_a_buyer_writes_into_a_wish_is_never_markup(cast: Cast) -> None:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    say(thread, sent.seq, "change", Change(name="<img src=x>", words="<script>1</script>"))
    page = panel_of(thread, cast.mei)
    assert "<img src=x>" not in page and "<script>1" not in page


def test_only_a_wish_is_seen_to(cast: Cast) -> None:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    for seq in (1, sent.seq):
        with pytest.raises(CardNotFound):
            handle_change(actor=cast.mei, conversation_id=thread.pk, seq=seq)


def test_taking_an_answered_card_back_forgets_the_wish(cast: Cast) -> None:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    say(thread, sent.seq, "change")
    recall_message(
        speaker=agent(cast.mei), conversation_id=thread.pk, seq=sent.seq, client_id=uuid4()
    )
    assert (card(thread, sent.seq).wish_sealed, card(thread, sent.seq).state) == (None, "recalled")
    thread.refresh_from_db()
    assert (thread.last_card, thread.unread) == ("change", 2), "the answer was said, and stays"


def test_the_panel_asks_no_more_for_many_wishes_than_for_one(cast: Cast) -> None:
    browser, counts = browser_of(cast.mei), []
    for orders in (1, 3):
        thread = cast.thread()
        for _ in range(orders):
            say(thread, ask(cast.mei, thread, ordered(cast, thread)).seq, "change")
        send(agent(cast.mei), thread, "改好了")
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(f"/desk/{thread.pk}/panel/").content.decode()
        assert page.count("asked--change") == orders
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_panel_offers_to_ask_only_where_there_is_an_address(cast: Cast) -> None:
    for more, offered in (
        ({}, True),
        ({"receiver_address": ""}, False),
        ({"state": "shipped"}, None),
    ):
        thread = cast.thread()
        order = ordered(cast, thread, **more)
        page = panel_of(thread, cast.mei)
        button = re.search(rf'<button[^>]* id="address-{order.pk}"[^>]*>', page)
        if offered is None:
            assert button is None
        else:
            assert button is not None and (" disabled" not in button[0]) == offered
