"""The words of a recalled message: hidden, opened by a click, and the click is on record."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from conversations.actions.recalling import recall_message
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry, Membership
from tests.cast import Cast, agent, send

SignedIn = Callable[[Membership], Client]
WORDS = "这句先收回"


@pytest.fixture
def recalled(cast: Cast) -> AuditEntry:
    thread, mei = cast.thread(), agent(cast.mei)
    sent = send(mei, thread, WORDS)
    recall_message(speaker=mei, conversation_id=thread.pk, seq=sent.seq, client_id=uuid4())
    return AuditEntry.objects.get(verb="message.recalled", shop=cast.shop)


def ask(browser: Client, entry: AuditEntry) -> str:
    answer = browser.post("/audit/words/", {"entry": entry.pk})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


@pytest.mark.parametrize("who", ["qin", "lan"])
def test_shown_after_a_click_which_is_recorded_and_hidden_again(
    cast: Cast, signed_in: SignedIn, recalled: AuditEntry, who: str
) -> None:
    member = getattr(cast, who)
    browser = signed_in(member)
    page = browser.get("/audit/").content.decode()
    assert WORDS not in page and "看原话" in page
    assert WORDS in ask(browser, recalled)
    assert WORDS not in browser.get("/audit/").content.decode()
    opened = AuditEntry.objects.get(verb="audit.words_opened", shop=cast.shop)
    assert (opened.actor_id, opened.target_id) == (member.user_id, str(recalled.pk))
    said = browser.get("/audit/").context["page"].lines[0].sentence
    assert said == f"{member.user.shown_name} 点开了 小梅 撤回的原话"


def test_the_desk_shows_it_to_nobody_else(
    cast: Cast, signed_in: SignedIn, recalled: AuditEntry
) -> None:
    form = {"entry": recalled.pk}
    assert signed_in(cast.mei).post("/audit/words/", form).status_code == 403
    assert signed_in(cast.oleg).post("/audit/words/", form).status_code == 404
    assert not AuditEntry.objects.filter(verb="audit.words_opened").exists()


@pytest.mark.parametrize("entry", ["", "x", "0", "9" * 30])
def test_no_such_entry(cast: Cast, signed_in: SignedIn, entry: str) -> None:
    assert signed_in(cast.lan).post("/audit/words/", {"entry": entry}).status_code == 404


def test_an_entry_that_hides_nothing_opens_nothing(cast: Cast, signed_in: SignedIn) -> None:
    entry = AuditEntry.objects.get(verb="shop.created", shop=cast.shop)
    assert signed_in(cast.lan).post("/audit/words/", {"entry": entry.pk}).status_code == 404
    assert not AuditEntry.objects.filter(verb="audit.words_opened").exists()


def test_a_buyers_own_recall_reads_so(cast: Cast, signed_in: SignedIn) -> None:
    thread, bea = cast.thread(), buyer_of(cast.shop.pk)
    sent = send(bea, thread, WORDS)
    recall_message(speaker=bea, conversation_id=thread.pk, seq=sent.seq, client_id=uuid4())
    lines = signed_in(cast.lan).get("/audit/", {"group": "chat"}).context["page"].lines
    assert lines[0].sentence == f"买家 撤回了会话 {thread.pk} 的一条消息"
