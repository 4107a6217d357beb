"""What comes in from the radar's dialogs."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from helpdesk.accounts.policies import value_of
from helpdesk.followups.actions.many import Mark
from helpdesk.followups.errors import FollowUpWrong, ReceiverUnknown
from helpdesk.followups.later import moment_of
from helpdesk.followups.policy_rules import LATER_HOURS

LONGEST_NUMBER = 18


def marks_of(words: list[str]) -> list[Mark]:
    """``12:3`` is follow-up 12 as of its version 3. FollowUpWrong when none is left."""
    marks = []
    for word in words:
        number, _, version = word.partition(":")
        if not (_number(number) and _number(version)):
            raise FollowUpWrong()
        marks.append((int(number), int(version)))
    if not marks:
        raise FollowUpWrong()
    return marks


def receiver_of(word: str) -> tuple[int | None, int | None]:
    """Member and group, one of them, of ``member:7`` or ``group:3``. ReceiverUnknown."""
    kind, _, number = word.partition(":")
    if not _number(number) or kind not in {"member", "group"}:
        raise ReceiverUnknown()
    return (int(number), None) if kind == "member" else (None, int(number))


def due_of(asked: Mapping[str, str], *, shop_id: int, now: datetime) -> datetime:
    """A choice of words, or a time of the shop's clock. FollowUpWrong."""
    choice = asked.get("when", "")
    local = timezone.localtime(now)
    if choice in ("hour", "evening", "morning"):
        hours = value_of(shop_id, LATER_HOURS)
        return moment_of(choice, local=local, **hours)  # type: ignore[arg-type]
    try:
        return timezone.make_aware(datetime.fromisoformat(asked.get("due", "")))
    except ValueError:
        raise FollowUpWrong() from None


def _number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER
