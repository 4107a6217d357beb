"""What the guard stopped is asked about, listed, judged, and whoever asked hears it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from conversations.actions.appealing import appeal_block, give_verdict
from conversations.actions.sending import send_message
from conversations.guard_errors import GuardBlocked, NothingToAppeal
from conversations.models import GuardAppeal, GuardRecord, GuardVerdict, Mention, Note
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
