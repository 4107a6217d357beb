"""The kinds that need no app above: what somebody notes down, and duties that come again."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.followups.kinds import Kind, register_kind
from helpdesk.followups.models import FollowUp

NOTED, DUTY, SHIFT_CHECK = "noted", "duty", "shift_check"


def _nowhere(_row: FollowUp) -> str:
    return ""


KINDS = (
    Kind(
        key=NOTED,
        label=pgettext_lazy("follow-up kind", "记一件"),
        deed=pgettext_lazy("follow-up", "做完"),
        span=timedelta(hours=24),
        is_important=False,
        opens=_nowhere,
    ),
    Kind(
        key=DUTY,
        label=pgettext_lazy("follow-up kind", "例行"),
        deed=pgettext_lazy("follow-up", "做完"),
        span=timedelta(hours=8),
        is_important=False,
        opens=_nowhere,
        ends=_("过了时间也还在这里，做完或写明为什么不做才算完。"),
    ),
    Kind(
        key=SHIFT_CHECK,
        label=pgettext_lazy("follow-up kind", "开工检查"),
        deed=pgettext_lazy("follow-up", "查过了"),
        span=timedelta(hours=2),
        is_important=True,
        opens=_nowhere,
        ends=_("没查的留在这里，主管看得到。"),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in KINDS:
        register_kind(one)
