"""What the guard stopped is asked about, listed, judged, and whoever asked hears it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from conversations.actions.appealing import appeal_block, close_appeal, give_verdict
from conversations.actions.guarding import guard_message, record_sent_anyway
from conversations.actions.releasing import take_back_release
from conversations.actions.sending import send_message
from conversations.actions.sessions import finish_session
from conversations.guard_errors import GuardBlocked, NothingToAppeal
from conversations.models import (
    Entry,
    GuardAppeal,
    GuardRecord,
    GuardRelease,
    GuardVerdict,
    Mention,
    Note,
)
from conversations.queries.guard_answers import answers_of
from helpdesk.accounts.errors import NotAllowed
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.errors import NotFound
from tests.cast import Cast, agent

pytestmark = pytest.mark.django_db

REWARD = "给个好评返您 5 元，电话 13812345678"
BLAME = "这是快递那边的问题，我们也没办法"
PAGE = "/scripts/guard/records/"


def test_an_appeal_waits_is_answered_and_the_agent_hears_it(client: Client, cast: Cast) -> None:
    thread = cast.thread("到哪了")
    mei = agent(cast.mei)
    with pytest.raises(NothingToAppeal):
        appeal_block(speaker=mei, conversation_id=thread.pk, text="好的，今天五点前发出")
    first = appeal_block(speaker=mei, conversation_id=thread.pk, text=REWARD)
    again = appeal_block(speaker=mei, conversation_id=thread.pk, text=REWARD)
    assert first.pk == again.pk and GuardRecord.objects.count() == 1
    assert "13812345678" not in first.words

    client.force_login(cast.qin.user)
    page = client.get(PAGE).content.decode()
    assert "等您答复的申诉" in page and "给个好评返您" in page
    with pytest.raises(NotAllowed):
        give_verdict(actor=cast.mei, record_id=first.record_id, verdict="wrong", answer="")
    with pytest.raises(NotFound):
        give_verdict(actor=cast.oleg, record_id=first.record_id, verdict="wrong", answer="")
    bad = client.post(f"{PAGE}{first.record_id}/verdict/", {"verdict": "?"})
    assert bad.status_code == 400 and not GuardVerdict.objects.exists()
    said = {"verdict": "wrong", "answer": "这就放行"}
    assert client.post(f"{PAGE}{first.record_id}/verdict/", said).status_code == 302
    note = Note.objects.get(conversation_id=thread.pk)
    assert "拦错了" in note.text and "这就放行" in note.text
    assert Mention.objects.filter(note_number=note.number, member=cast.mei).exists()
    page = client.get(PAGE).content.decode()
    assert "等您答复的申诉" not in page and "kind=allow" in page
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="guard.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "guard.appealed",
        "guard.judged",
        "guard.released",
    ]


def test_the_list_is_counted_filtered_and_of_bounded_cost(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    threads = {cast.mei: cast.thread("到哪了"), cast.tom: cast.thread("到哪了")}
    thread = threads[cast.mei]
    for member, text in ((cast.tom, BLAME), (cast.mei, BLAME), (cast.mei, REWARD)):
        chat = threads[member].pk
        fields = {"speaker": agent(member), "conversation_id": chat, "client_id": uuid4()}
        try:
            send_message(**fields, text=text, guard_seen=True)
        except GuardBlocked:
            continue
    client.force_login(cast.qin.user)
    with django_assert_max_num_queries(24):
        page = client.get(PAGE)
    assert {one.key: one.many for one in page.context["by_person"]} == {
        cast.mei.pk: 2,
        cast.tom.pk: 1,
    }
    counts = {one.key: one for one in page.context["by_class"]}
    assert counts["blame"].many == 2 and counts["review_reward"].many == 1
    behind = client.get(PAGE + counts["blame"].query)
    assert behind.context["many"] == 2
    line = behind.context["lines"][0]
    assert line.words == BLAME and line.url.endswith(f"/desk/{thread.pk}/?at={line.record.seq}")
    for query, many in (
        (f"?member={cast.tom.pk}", 1),
        ("?level=block", 1),
        (f"?until={timezone.localdate() - timedelta(days=1)}", 0),
        ("?state=waiting&about=nothing&page=x", 0),
    ):
        assert client.get(PAGE + query).context["many"] == many, query
    client.force_login(cast.mei.user)
    assert client.get(PAGE).status_code == 403
    asked = client.post("/guard/appeals/", {"conversation": thread.pk, "text": REWARD})
    assert asked.status_code == 201 and GuardAppeal.objects.count() == 1


def test_words_let_go_are_sent_once_as_they_were_by_whoever_asked(cast: Cast) -> None:
    thread, elsewhere = cast.thread("到哪了"), cast.thread("在吗")
    mei, tom = agent(cast.mei), agent(cast.tom)
    appeal = appeal_block(speaker=mei, conversation_id=thread.pk, text=REWARD)
    assert answers_of(mei)[0].state == "waiting" and not answers_of(tom)

    def sent(text: str, speaker: Any = mei, chat: int = thread.pk) -> Any:
        return send_message(
            speaker=speaker, conversation_id=chat, client_id=uuid4(), text=text, guard_seen=True
        )

    def stopped(*args: Any, **fields: Any) -> bool:
        try:
            sent(*args, **fields)
        except GuardBlocked:
            return True
        return False

    assert stopped(REWARD)
    judged = {"actor": cast.qin, "record_id": appeal.record_id, "answer": "老客了"}
    give_verdict(**judged, verdict="wrong")
    (told,) = answers_of(mei)
    assert (told.state, told.answer, told.by, told.whole) == ("granted", "老客了", "秦越", False)
    assert stopped(REWARD + "！") and stopped(REWARD, chat=elsewhere.pk)
    assert stopped(REWARD, speaker=agent(cast.qin))
    message = uuid4()
    again = {"speaker": mei, "conversation_id": thread.pk, "client_id": message, "text": REWARD}
    first = send_message(**again)
    assert send_message(**again).seq == first.seq  # a resend is the same message
    assert GuardRelease.objects.get().seq == first.seq and not answers_of(mei)
    assert stopped(REWARD)
    asked = appeal_block(speaker=mei, conversation_id=thread.pk, text=REWARD)
    assert asked.pk != appeal.pk  # to say it again is to ask again
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb="guard.sent_released")
    assert verbs.get().actor_id == cast.mei.user_id


def test_two_that_go_by_one_release_are_one_message(cast: Cast) -> None:
    """Both were let past before either was stored: the second finds it used and stores nothing."""
    thread, mei = cast.thread("到哪了"), agent(cast.mei)
    appeal = appeal_block(speaker=mei, conversation_id=thread.pk, text=REWARD)
    give_verdict(actor=cast.qin, record_id=appeal.record_id, verdict="wrong", answer="")
    late = {"speaker": mei, "conversation_id": thread.pk, "client_id": uuid4()}
    minded = guard_message(**late, text=REWARD, seen=False)
    assert minded is not None and minded.release is not None
    first = send_message(**{**late, "client_id": uuid4()}, text=REWARD)
    with pytest.raises(GuardBlocked):
        record_sent_anyway(**late, minded=minded, seq=first.seq - 1)
    take_back_release(appeal)  # what was said stays said
    assert GuardRelease.objects.get().seq == first.seq


def test_refused_taken_back_or_the_reception_over_nothing_goes(cast: Cast) -> None:
    thread, mei = cast.thread("到哪了"), agent(cast.mei)
    fields = {"speaker": mei, "conversation_id": thread.pk, "text": REWARD}
    appeal = appeal_block(**fields)
    judged = {"actor": cast.qin, "record_id": appeal.record_id}
    give_verdict(**judged, verdict="wrong", answer="")
    give_verdict(**judged, verdict="right", answer="平台会罚")
    (told,) = answers_of(mei)
    assert (told.state, told.answer) == ("refused", "平台会罚") and told.kinder
    with pytest.raises(GuardBlocked):
        send_message(**fields, client_id=uuid4())
    with pytest.raises(NotFound):
        close_appeal(speaker=agent(cast.tom), appeal_id=appeal.pk)
    close_appeal(speaker=mei, appeal_id=appeal.pk)
    assert not answers_of(mei)

    later = appeal_block(**fields)
    give_verdict(actor=cast.qin, record_id=later.record_id, verdict="wrong", answer="")
    send_message(speaker=mei, conversation_id=thread.pk, client_id=uuid4(), text="这就帮您看")
    finish_session(actor=mei, conversation_id=thread.pk)
    assert not answers_of(mei)
    before = Entry.objects.filter(conversation_id=thread.pk).count()
    with pytest.raises(GuardBlocked):
        send_message(**fields, client_id=uuid4())
    assert Entry.objects.filter(conversation_id=thread.pk).count() == before
    third = appeal_block(**fields)
    assert third.pk != later.pk, "about the next reception, which these words begin"
    give_verdict(actor=cast.qin, record_id=third.record_id, verdict="wrong", answer="")
    assert answers_of(mei)[0].state == "granted"
    send_message(**fields, client_id=uuid4())
    assert Entry.objects.filter(conversation_id=thread.pk, text=REWARD).get().session_number == 2
