"""Response figures: how fast buyers are answered, and the very turns behind each number."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations.queries.colleagues import everybody_of
from conversations.queries.response_figures import (
    COUNTED,
    Stretch,
    figures_of,
    turns_of,
)
from conversations.response_words import LEFT_OUT, LISTED, cards_of, percent_words, seconds_words
from helpdesk.accounts.access import require
from helpdesk.accounts.business_day import business_day, days_span
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.models import Membership, Shop
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound

SHOWN = 50
TEAM = "figures.team"
SPANS = {
    "today": (0, 0, pgettext_lazy("days", "今天")),
    "yesterday": (1, 1, pgettext_lazy("days", "昨天")),
    "7": (6, 0, gettext_lazy("近 7 天")),
    "30": (29, 0, gettext_lazy("近 30 天")),
}
"""How many days back the first and the last day lie, and what it is called."""


@never_cache
@require_safe
@member_view("chat.reply")
def responses(request: MemberRequest) -> HttpResponse:
    """The figures of one's own answers, or of a colleague's or the shop's to whoever leads."""
    membership = request.membership
    shop, wanted = membership.shop, request.GET
    span = wanted.get("days", "today")
    span = span if span in SPANS else "today"
    counted = wanted.get("count", "all")
    counted = counted if counted in COUNTED else "all"
    names = everybody_of(membership.shop_id)
    member_id = _whose(membership, wanted.get("who", ""), names)
    first, last = _days(shop, span)
    stretch = Stretch(*_span(shop, first, last), member_id)
    turns = turns_of(
        shop, stretch, counted=counted, before=_before(wanted.get("before", "")), limit=SHOWN + 1
    )
    kept = {"days": span, "who": "" if member_id is None else member_id}
    figures = figures_of(shop, stretch)
    context = {
        "cards": cards_of(figures, policies_of(shop.pk)),
        "received": figures.received,
        "left_out": [(key, LEFT_OUT[key], count) for key, count in figures.left_out.items()],
        "turns": [_line(turn, names) for turn in turns[:SHOWN]],
        "older": urlencode({**kept, "count": counted, "before": _key(turns[SHOWN - 1])})
        if len(turns) > SHOWN
        else "",
        "counted": counted,
        "listed": LISTED[counted],
        "spans": [(key, label) for key, (_, _, label) in SPANS.items()],
        "span": span,
        "first": first,
        "last": last,
        "until": now() if SPANS[span][1] == 0 else None,
        "member": member_id,
        "kept": urlencode(kept),
        "colleagues": sorted(names.items(), key=lambda one: one[1])
        if allows(membership.role, TEAM)
        else [],
    }
    return render(request, "responses/page.html", context)


@never_cache
@require_safe
@member_view("chat.reply")
def my_responses(request: MemberRequest) -> HttpResponse:
    """My figures of today in a line, for the desk."""
    membership = request.membership
    shop = membership.shop
    today = _span(shop, *_days(shop, "today"))
    figures = figures_of(shop, Stretch(*today, membership.pk))
    context = {
        "received": figures.received,
        "first": seconds_words(figures.first.seconds),
        "average": seconds_words(figures.average.seconds),
        "reached": percent_words(figures.reached),
        "missed": figures.reached.counted - figures.reached.reached,
        "member": membership.pk,
    }
    return render(request, "responses/_mine.html", context)


def _whose(membership: Membership, asked: str, names: dict[int, str]) -> int | None:
    """Whose figures: None is the whole shop's. Others' need the right; a stranger is not found."""
    if asked == str(membership.pk) or not (asked or allows(membership.role, TEAM)):
        return membership.pk
    require(membership, TEAM)
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    if number not in names:
        raise NotFound()
    return number


def _days(shop: Shop, span: str) -> tuple[date, date]:
    back, until, _ = SPANS[span]
    today = business_day(now(), zone=shop.time_zone, cut=shop.business_day_cut)
    return today - timedelta(days=back), today - timedelta(days=until)


def _span(shop: Shop, first: date, last: date) -> tuple[datetime, datetime]:
    return days_span(first, last, zone=shop.time_zone, cut=shop.business_day_cut)


def _line(turn: dict[str, object], names: dict[int, str]) -> dict[str, object]:
    member, seconds = turn["member_id"], turn["seconds"]
    return {
        **turn,
        "who": names.get(member, "") if isinstance(member, int) else "",
        "waited": seconds_words(seconds if isinstance(seconds, float) else None),
        "why_not": LEFT_OUT.get(str(turn["left_out"]), ""),
    }


def _key(turn: dict[str, object]) -> str:
    ended = turn["ended_at"]
    assert isinstance(ended, datetime)
    return f"{ended.isoformat()}~{turn['id']}"


def _before(typed: str) -> tuple[datetime, int] | None:
    """The place in the list where the next page begins; nothing where it makes no sense."""
    moment, _, number = typed.partition("~")
    try:
        ended = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if ended.tzinfo is None or not number.isdecimal() or len(number) > 18:
        return None
    return ended, int(number)
