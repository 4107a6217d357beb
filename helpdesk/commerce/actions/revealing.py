"""Opening what identifies a receiver: for a reason, on record, so many times an hour and a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import pgettext

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.permissions import roles_with
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.access import order_of
from helpdesk.commerce.day_words import near_day
from helpdesk.commerce.errors import (
    ReasonMissing,
    ReasonTooLong,
    ReceiverErased,
    ReceiverUnknown,
    RevealLimit,
)
from helpdesk.commerce.models import Reveal
from helpdesk.commerce.policy_rules import REVEAL_SECONDS, REVEALS
from helpdesk.commerce.receivers import RECEIVER, opened
from helpdesk.commerce.reveal_words import FIELDS, MOST_WORDS, OTHER, REASONS
from helpdesk.kernel import clock
from helpdesk.kernel.number_masks import mask_people
from helpdesk.kernel.text import is_storable, listed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was opened, and for how many seconds it may be seen."""

    values: dict[str, str]
    seconds: int


@transaction.atomic
def reveal_receiver(
    *, member: Membership, order_id: int, fields: Sequence[str], reason: str, words: str = ""
) -> Revealed:
    """The fields of one order in the clear, once the record says who saw them and why.

    ReasonMissing or ReasonTooLong for a reason that is none, RevealLimit when the person has
    looked too often, ReceiverErased or ReceiverUnknown where there is nothing to see,
    `Unreadable` without the key: then nothing is recorded, because nothing was seen.
    """
    wanted = [field for field in RECEIVER if field in fields]
    told = _checked(wanted, reason, words)
    _one_look_at_a_time(member)
    _within_limits(member, clock.now())
    order = order_of(member.shop_id, order_id)
    if order.receiver_erased_at is not None:
        raise ReceiverErased()
    values = {field: found for field in wanted if (found := opened(order, field))}
    if not values:
        raise ReceiverUnknown()
    Reveal.objects.create(shop_id=member.shop_id, member=member, order=order, at=clock.now())
    record(
        shop_id=member.shop_id,
        actor=member.user,
        verb="order.receiver_revealed",
        target=order,
        data={
            "target": order.tail,
            "number": order.number,
            "fields": listed(FIELDS[field] for field in values),
            "which": list(values),
            "reason": told,
            "reason_code": reason,
        },
    )
    return Revealed(values, value_of(member.shop_id, REVEAL_SECONDS))


def _checked(wanted: Sequence[str], reason: str, words: str) -> str:
    """The reason as the record says it."""
    words = mask_people(" ".join(words.split()))
    if not wanted or reason not in REASONS or not is_storable(words):
        raise ReasonMissing()
    if reason == OTHER and not words:
        raise ReasonMissing()
    if len(words) > MOST_WORDS:
        raise ReasonTooLong(limit=MOST_WORDS)
    if reason == OTHER:
        return words
    said = {"reason": str(REASONS[reason]), "words": words}
    return (
        pgettext("why somebody looked", "%(reason)s，%(words)s") % said if words else said["reason"]
    )


def _one_look_at_a_time(member: Membership) -> None:
    """Looks of one person queue up here, so that each counts those before it."""
    key = f"reveal:{member.shop_id}:{member.pk}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _within_limits(member: Membership, at: datetime) -> None:
    limits = value_of(member.shop_id, REVEALS)
    looks = list(
        Reveal.objects.filter(shop_id=member.shop_id, member=member, at__gt=at - DAY)
        .order_by("at")
        .values_list("at", flat=True)
    )
    for limit, span, said in (
        (limits["per_hour"], HOUR, pgettext("span", "一小时")),
        (limits["per_day"], DAY, pgettext("span", "24 小时")),
    ):
        inside = [look for look in looks if look > at - span]
        if len(inside) >= limit:
            free = inside[-limit] + span
            raise RevealLimit(
                span=said,
                limit=limit,
                at=_clock_words(free, at),
                who=listed(Role(role).label for role in roles_with("shop.settings")),
                retry_after=(free - at).total_seconds(),
            )


def _clock_words(moment: datetime, at: datetime) -> str:
    local, today = timezone.localtime(moment), timezone.localtime(at).date()
    # Never a minute too early.
    local += timedelta(minutes=1)
    return f"{near_day(local.date(), today)} {local:%H:%M}"
