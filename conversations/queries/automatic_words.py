"""What the variables of an automatic answer are worth, in the buyer's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from conversations.automatic.choosing import Answer
from conversations.models import Conversation, Customer
from conversations.promise import promised_by
from conversations.queries.automatic import Facts
from conversations.queries.queue import standing_of
from conversations.routing_rules import LEAVE_HOURS
from helpdesk.accounts.hours import BusinessHours
from helpdesk.accounts.hours_words import when_said
from helpdesk.accounts.models import Shop
from helpdesk.realtime.shapes import QueueShape

Values = Mapping[str, str | None]


def values_of(
    conversation: Conversation,
    facts: Facts,
    answer: Answer,
    policies: Mapping[str, Any],
    *,
    now: datetime,
) -> Values:
    """The variables for a chat; None for what is not so just now."""
    asked_at = conversation.unanswered_since or now
    standing = standing_of(conversation.shop_id, conversation.pk)
    reply_by = None
    if answer in (Answer.CLOSED, Answer.LEAVE):
        reply_by = _promised(conversation.shop, policies, standing, asked_at=asked_at)
    return {
        "shop": conversation.shop.name,
        "name": called(conversation),
        "agent": conversation.owner.public_name if conversation.owner else None,
        "back": back_said(facts.hours, facts.moment) if answer == Answer.CLOSED else None,
        "reply_by": moment_said(reply_by, facts.hours, now) if reply_by else None,
        "place": place_said(standing) if standing and standing["mode"] == "queue" else None,
    }


def place_said(queue: QueueShape) -> str:
    """「您前面还有 2 位，大约 4 分钟」."""
    ahead, minutes = queue["ahead"], queue["minutes"]
    place = (
        ngettext("您前面还有 %(ahead)s 位", "您前面还有 %(ahead)s 位", ahead) % {"ahead": ahead}
        if ahead
        else _("下一位就是您")
    )
    if minutes is None:
        return place
    wait = ngettext("大约 %(minutes)s 分钟", "大约 %(minutes)s 分钟", minutes)
    return pgettext("between parts of a line", "，").join([place, wait % {"minutes": minutes}])


def back_said(hours: BusinessHours, moment: datetime) -> str | None:
    """When the shop opens next, by its own clock; None where it is open or never opens."""
    opens = hours.next_opening(moment)
    return moment_said(opens, hours, moment) if opens and opens > moment else None


def moment_said(moment: datetime, hours: BusinessHours, now: datetime) -> str:
    """A moment by the shop's clock."""
    return when_said(moment.astimezone(hours.zone), now.astimezone(hours.zone).date())


def _promised(
    shop: Shop, policies: Mapping[str, Any], standing: QueueShape | None, *, asked_at: datetime
) -> datetime:
    """The promise that the buyer's page shows already, else the same by the same rule."""
    if standing and standing["reply_by"]:
        return datetime.fromisoformat(standing["reply_by"])
    clock = {"time_zone": shop.time_zone, "business_day_cut": shop.business_day_cut}
    return promised_by(clock, policies, asked_at=asked_at, hours=policies[LEAVE_HOURS])


def called(conversation: Conversation) -> str:
    """The name under which the platform or the shop's own website knows the buyer; a visitor has
    none, and is not called by a number."""
    buyer = conversation.buyer
    known = buyer.nick is not None or Customer.objects.filter(buyer=buyer).exists()
    return buyer.name if known else ""
