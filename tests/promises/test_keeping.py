"""A promise is kept in mind as it was made, however late somebody says so."""

from datetime import timedelta

from django.utils import timezone

from conversations.actions.promising import keep_in_mind
from conversations.models import Entry
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent, send


def test_the_reason_names_the_time_at_which_it_was_said(cast: Cast) -> None:
    thread = cast.thread("什么时候有消息")
    sent = send(agent(cast.mei), thread, "后天下午三点前给您回复")
    earlier = now() - timedelta(days=1, minutes=7)
    Entry.objects.filter(conversation_id=thread.pk, seq=sent.seq).update(at=earlier)
    row = keep_in_mind(actor=cast.mei, conversation_id=thread.pk, seq=sent.seq)
    assert f"{timezone.localtime(earlier):%m-%d %H:%M}" in row.because
