"""How the texts read with values as they might be, for whoever writes them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from conversations.automatic.choosing import Answer
from conversations.automatic.wording import Said, said
from conversations.automatic_rules import LANGUAGES
from conversations.promise import promised_by
from conversations.queries.automatic import hours_of
from conversations.queries.automatic_words import Values, back_said, moment_said, place_said
from conversations.routing_rules import LEAVE_HOURS
from helpdesk.accounts.models import Membership, Role, Shop

AHEAD, MINUTES = 2, 4
"""A queue as it might be."""


def sample(
    shop: Shop,
    policies: Mapping[str, Any],
    answer: Answer,
    text: str,
    *,
    language: str,
    now: datetime,
) -> Said:
    """The text as a buyer would read it where this answer fits: what is not known in that
    situation leaves its sentence out, as it will."""
    with translation.override(LANGUAGES[language]):
        return said(text, _values(shop, policies, answer, now))


def _values(shop: Shop, policies: Mapping[str, Any], answer: Answer, now: datetime) -> Values:
    clock = {"time_zone": shop.time_zone, "business_day_cut": shop.business_day_cut}
    by = promised_by(clock, policies, asked_at=now, hours=policies[LEAVE_HOURS])
    hours = hours_of(shop, policies)
    closed, away = answer == Answer.CLOSED, answer == Answer.LEAVE
    return {
        "shop": shop.name,
        "name": _("贝贝"),
        "agent": _agent(shop.pk) if answer in (Answer.GREETING, Answer.STILL) else None,
        "back": _back(shop, policies, now) if closed else None,
        "reply_by": moment_said(by, hours, now) if closed or away else None,
        "place": (
            place_said({"mode": "queue", "ahead": AHEAD, "minutes": MINUTES, "reply_by": None})
            if answer == Answer.BUSY
            else None
        ),
    }


def _back(shop: Shop, policies: Mapping[str, Any], now: datetime) -> str:
    """The opening after the next closing; tomorrow at nine for a shop that never closes."""
    hours = hours_of(shop, policies)
    closes = now if not hours.open_at(now) else hours.next_closing(now)
    told = back_said(hours, closes) if closes else None
    if told is not None:
        return told
    local = now.astimezone(hours.zone)
    nine = (local + timedelta(days=1)).replace(hour=9, minute=0)
    return moment_said(nine, hours, now)


def _agent(shop_id: int) -> str:
    member = (
        Membership.objects.filter(shop_id=shop_id, is_active=True, role=Role.AGENT)
        .select_related("user")
        .order_by("pk")
        .first()
    )
    return member.public_name if member else _("小梅")
