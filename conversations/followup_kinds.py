"""What is owed out of a chat: an answer that somebody has promised its buyer."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.followups.kinds import Kind, register_kind
from helpdesk.followups.models import FollowUp
from helpdesk.followups.reasons import know_reason
from helpdesk.followups.titles import know_title

PROMISE = "promise"
ANSWER = _("答复%(buyer)s：「%(said)s」")
PROMISED = _("您 %(when)s 说「%(said)s」")


def _chat(row: FollowUp) -> str:
    if row.conversation is None:
        return ""
    return reverse("desk-conversation", args=[row.conversation])


def register() -> None:
    """Called once at start."""
    know_reason(PROMISED)
    know_title(ANSWER, PROMISE)
    register_kind(
        Kind(
            key=PROMISE,
            label=pgettext_lazy("follow-up kind", "答应买家"),
            deed=pgettext_lazy("follow-up", "回他"),
            span=timedelta(hours=2),
            is_important=True,
            is_promise=True,
            opens=_chat,
            ends=_("答应的时间过了，买家多半会再问一遍，或者不问就退。"),
        )
    )
