"""The guard decides at sending: by the shop's rules, and what was sent anyway is kept."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction

from conversations.actions.sending import send_message
from conversations.errors import ConversationNotFound
from conversations.guard_errors import GuardBlocked, GuardWarned
from conversations.models import Entry, GuardRecord
from helpdesk.accounts.models import AuditEntry, Policy
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent
from tests.live import LiveServer, Refused, desk, session_cookie

REWARD = "给个好评返您 5 元"
BLAME = "这是快递那边的问题，我们也没办法"
FINE = "您稍候，我查一下这一件到了哪里。"
HINTED = "嗯嗯"


def rule_off(cast: Cast, name: str) -> None:
    Policy.objects.create(
        shop=cast.shop, name=name, value=False, source="", effective_from=now(), set_by=None
    )


@pytest.mark.parametrize(
    ("text", "seen", "off", "refused", "kept"),
    [
        (FINE, False, None, None, None),
        (HINTED, False, None, None, None),
        (BLAME, False, None, GuardWarned, None),
        (BLAME, True, None, None, "warn"),
        (BLAME, False, "guard.warn", None, None),
        (REWARD, False, None, GuardBlocked, "block"),
        (REWARD, True, None, GuardBlocked, "block"),
        (REWARD, False, "guard.block", None, None),
    ],
)
def test_what_the_guard_lets_through(
    cast: Cast,
    text: str,
    seen: bool,
    off: str | None,
    refused: type[GuardWarned | GuardBlocked] | None,
    kept: str | None,
) -> None:
    thread = cast.thread("到哪了")
    if off:
        rule_off(cast, off)
    fields = {"speaker": agent(cast.mei), "conversation_id": thread.pk, "client_id": uuid4()}
    for _again in range(2):
        if refused:
            with pytest.raises(refused) as stopped:
                send_message(**fields, text=text, guard_seen=seen)
            told = stopped.value.as_json()
            hit = told["guard"]["hits"][0]
            assert hit["text"] in told["message"] and hit["why"] in told["message"]
            assert hit["rewrite"] in told["action"]
        else:
            send_message(**fields, text=text, guard_seen=seen)
    stored = list(Entry.objects.filter(conversation_id=thread.pk, side="agent", kind="message"))
    assert [one.text for one in stored] == ([] if refused else [text])
    records = list(GuardRecord.objects.values_list("level", "member", "seq"))
    seq = None if refused else stored[0].seq
    assert records == ([(kept, cast.mei.pk, seq)] if kept else [])
    said = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="guard.")
    verb = {None: [], "warn": ["guard.sent_anyway"], "block": ["guard.blocked"]}[kept]
    assert [one.verb for one in said] == verb and all(one.actor == cast.mei.user for one in said)


def test_a_stored_message_is_no_question_of_wording_any_more(cast: Cast) -> None:
    """The answer got lost, and the shop's rule came on in between."""
    thread = cast.thread("到哪了")
    fields = {"speaker": agent(cast.mei), "conversation_id": thread.pk, "client_id": uuid4()}
    first = send_message(**fields, text=BLAME, guard_seen=True)
    again = send_message(**fields, text=BLAME)
    assert again.duplicate and again.seq == first.seq
    record = GuardRecord.objects.get()
    assert record.classes and record.seq == first.seq
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        GuardRecord.objects.update(level="block")


def test_what_a_stranger_and_a_buyer_say(cast: Cast) -> None:
    """Another shop's thread does not exist for the words either; a buyer says what they like."""
    thread = cast.thread(BLAME)
    assert Entry.objects.get(conversation_id=thread.pk).text == BLAME
    with pytest.raises(ConversationNotFound):
        send_message(
            speaker=agent(cast.oleg), conversation_id=thread.pk, client_id=uuid4(), text=REWARD
        )
    assert not GuardRecord.objects.exists()


async def test_through_the_socket(live: LiveServer, real_cast: Cast) -> None:
    thread = await sync_to_async(real_cast.thread)("到哪了")
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    for text, code in ((BLAME, "guard_warned"), (REWARD, "guard_blocked")):
        fields = {"conversation": thread.pk, "client_id": str(uuid4()), "text": text}
        with pytest.raises(Refused) as refused:
            await mei.command("message.send", **fields)
        assert refused.value.code == code
    seen = {"conversation": thread.pk, "client_id": str(uuid4()), "text": BLAME}
    sent = await mei.command("message.send", **seen, guard_seen=True)
    record = await GuardRecord.objects.aget(conversation=thread, level="warn")
    assert (record.seq, record.member_id) == (sent["seq"], real_cast.mei.pk)
    assert record.shop_id == real_cast.shop.pk
    await mei.close()
