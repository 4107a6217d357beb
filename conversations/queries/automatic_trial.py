"""What a buyer who wrote at this moment would be told, and why: asked of the same core and the
same data as the real thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from conversations.automatic.choosing import Answer, Situation, Slot, choose, fitting
from conversations.automatic.reasons import NAMES, WHY
from conversations.automatic.wording import said
from conversations.automatic_rules import LANGUAGES, ON, ZH, name_of
from conversations.promise import promised_by
from conversations.queries.automatic import at_work, hours_of, rules_of
from conversations.queries.automatic_words import Values, back_said, moment_said, place_said
from conversations.queries.routing import candidates_of, waiting_of
from conversations.routing.deciding import decide
from conversations.routing.facts import Ask
from conversations.routing_rules import AUTOMATIC, LEAVE_HOURS, MODE, SKILL_SECONDS
from helpdesk.accounts.hours import BusinessHours
from helpdesk.accounts.hours_words import hours_now
from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_rules import HOLIDAYS
from helpdesk.accounts.policies import policies_of
from helpdesk.team.queries.places import running_peak


@dataclass(frozen=True, slots=True)
class Trial:
    """The words (empty where nothing is said), the answer they are, why, and the facts."""

    words: str
    answer: str
    why: str
    facts: tuple[str, ...]
    is_on: bool


def trial(shop: Shop, *, at: datetime, now: datetime) -> Trial:
    """For a new buyer, a visitor, who writes in Chinese at ``at``; who is at work and who waits
    is as it is ``now``."""
    policies = policies_of(shop.pk)
    hours = hours_of(shop, policies)
    waiting = waiting_of(shop.pk) if policies[MODE] == AUTOMATIC else []
    free = _who_is_free(shop.pk, policies, now)
    situation = Situation(
        slot=Slot.OPENING,
        is_open=hours.open_at(at),
        at_work=at_work(shop.pk, policies, now=now),
        queued=policies[MODE] == AUTOMATIC and (bool(waiting) or free is None),
    )
    choice = choose(situation, rules_of(policies))
    agent = free if not situation.queued and policies[MODE] == AUTOMATIC else None
    # The buyer's language, not that of whoever tries it.
    with override(LANGUAGES[ZH]):
        values = _values(shop, policies, hours, fitting(situation), len(waiting), agent, at)
        words = said(policies[name_of(choice.answer)][ZH], values).words if choice.answer else ""
    return Trial(
        words=words,
        answer=str(NAMES[choice.answer]) if choice.answer else "",
        why=str(WHY[choice.why]),
        facts=_facts(shop, policies, hours, situation, len(waiting), at, now),
        is_on=policies[ON],
    )


def _who_is_free(shop_id: int, policies: Mapping[str, Any], now: datetime) -> str | None:
    """The name of whoever a new chat would go to."""
    found = candidates_of(shop_id, now=now, policies=dict(policies))
    decision = decide(Ask(), found, skill_wait=policies[SKILL_SECONDS])
    return next((one.name for one in found if one.member == decision.member), None)


def _values(
    shop: Shop,
    policies: Mapping[str, Any],
    hours: BusinessHours,
    answer: Answer,
    ahead: int,
    agent: str | None,
    at: datetime,
) -> Values:
    clock = {"time_zone": shop.time_zone, "business_day_cut": shop.business_day_cut}
    by = promised_by(clock, policies, asked_at=at, hours=policies[LEAVE_HOURS])
    promises = answer in (Answer.CLOSED, Answer.LEAVE)
    queue = place_said({"mode": "queue", "ahead": ahead, "minutes": None, "reply_by": None})
    return {
        "shop": shop.name,
        "name": "",
        "agent": agent,
        "back": back_said(hours, at) if answer == Answer.CLOSED else None,
        "reply_by": moment_said(by, hours, at) if promises else None,
        "place": queue if answer == Answer.BUSY else None,
    }


def _facts(
    shop: Shop,
    policies: Mapping[str, Any],
    hours: BusinessHours,
    situation: Situation,
    ahead: int,
    at: datetime,
    now: datetime,
) -> tuple[str, ...]:
    day = at.astimezone(hours.zone).date()
    lines = [
        hours_now(hours, at).words or _("这家店不打烊"),
        _holiday(policies, day),
        _("有客服在") if situation.at_work else _("一位客服也不在"),
        ngettext("%(count)s 位买家在排队", "%(count)s 位买家在排队", ahead) % {"count": ahead},
        _("高峰模式开着") if running_peak(shop.pk, now=now) else "",
    ]
    return tuple(line for line in lines if line)


def _holiday(policies: Mapping[str, Any], day: date) -> str:
    """The dated day that replaces the week's, by its name."""
    for one in policies[HOLIDAYS]:
        if one["date"] == day.isoformat():
            facts = {"day": f"{day:%m-%d}", "name": one["name"] or _("特别的日子")}
            if one["times"]:
                return _("%(day)s 是「%(name)s」，照那天的钟点上班") % facts
            return _("%(day)s 是「%(name)s」，休息") % facts
    return ""
