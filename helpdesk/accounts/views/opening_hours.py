"""When the shop is open: the week, the dated days, and both in one plain sentence."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.accounts.actions.setting_hours import set_hours
from helpdesk.accounts.holiday_offers import offers_from
from helpdesk.accounts.hours_form import read_holidays, read_week, with_offer
from helpdesk.accounts.hours_value import MOST_SPANS, HolidayValue, Times, hours_in
from helpdesk.accounts.hours_words import (
    WEEKDAYS,
    business_hours_said,
    holidays_said,
    hours_now,
)
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_page import around, is_saved, onward
from helpdesk.accounts.opening_rules import HOLIDAYS, HOURS
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel import clock
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def hours_step(request: MemberRequest) -> HttpResponse:
    """Shows and saves; ``offer`` adds a year's public holidays to what is typed, unsaved."""
    place = request.membership
    if request.method != "POST":
        return _page(request, _held(place.shop_id))
    typed = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    try:
        week, holidays = read_week(typed), read_holidays(typed)
        if typed.get("offer"):
            added = with_offer(holidays, typed["offer"], timezone.localdate(clock.now()))
            return _page(request, (week, added), added=len(added) - len(holidays))
        set_hours(
            actor=place.user,
            shop_id=place.shop_id,
            week=week,
            holidays=holidays,
            seen=(_number(typed.get("seen-hours")), _number(typed.get("seen-holidays"))),
        )
    except HelpdeskError as problem:
        return _page(request, None, typed=typed, problem=problem)
    return onward(request, "hours")


@never_cache
@require_POST
@member_view("shop.settings")
def hours_said(request: MemberRequest) -> HttpResponse:
    """What is typed just now, as the one plain sentence; saves nothing."""
    typed = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    try:
        return JsonResponse(_said(request.membership.shop, read_week(typed), read_holidays(typed)))
    except HelpdeskError as problem:
        return JsonResponse({"problem": problem.told()})


def _held(shop_id: int) -> tuple[list[Times], list[HolidayValue]]:
    return value_of(shop_id, HOURS), value_of(shop_id, HOLIDAYS)


def _said(shop: Shop, week: list[Times], holidays: list[HolidayValue]) -> dict[str, str]:
    hours = hours_in(
        {HOURS: week, HOLIDAYS: holidays},
        time_zone=shop.time_zone,
        business_day_cut=shop.business_day_cut,
    )
    now = hours_now(hours, clock.now())
    return {
        "week": business_hours_said(week),
        "more": " · ".join(
            [
                *([_("假期：%(days)s") % {"days": holidays_said(holidays)}] if holidays else []),
                _("买家现在看到：%(words)s")
                % {"words": _("正常接待") if now.is_open else now.words},
            ]
        ),
    }


def _page(
    request: MemberRequest,
    values: tuple[list[Times], list[HolidayValue]] | None,
    *,
    typed: dict[str, str] | None = None,
    added: int | None = None,
    problem: HelpdeskError | None = None,
) -> HttpResponse:
    place = request.membership
    fields = _fields(*values) if values else typed or {}
    versions = latest_version(place.shop_id, HOURS), latest_version(place.shop_id, HOLIDAYS)
    context = {
        **around("hours"),
        "days": [
            {
                "name": name,
                "number": number,
                "spans": _spans(fields, f"day-{number}"),
            }
            for number, name in enumerate(WEEKDAYS)
        ],
        "holidays": _lines(fields),
        "offers": offers_from(timezone.localdate(clock.now())),
        "said": _said(place.shop, *values) if values else None,
        "seen_hours": versions[0].pk if versions[0] else 0,
        "seen_holidays": versions[1].pk if versions[1] else 0,
        "added": added,
        "problem": problem.as_json() if problem else None,
        "saved": is_saved(request),
    }
    status = problem.status if problem else 200
    return render(request, "opening/hours.html", context, status=status)


def _fields(week: list[Times], holidays: list[HolidayValue]) -> dict[str, str]:
    """The values as they are typed."""
    fields: dict[str, str] = {}
    for number, times in enumerate(week):
        fields |= _pairs(f"day-{number}", times)
    for line, one in enumerate(holidays, start=1):
        prefix = f"holiday-{line}"
        fields |= {f"{prefix}-date": one["date"], f"{prefix}-name": one["name"]}
        fields |= {f"{prefix}-source": one.get("source", "")} | _pairs(prefix, one["times"])
    return fields


def _pairs(prefix: str, times: Times) -> dict[str, str]:
    return {
        f"{prefix}-{end}-{at}": value.removeprefix("0") if value != "00:00" else "0:00"
        for at, pair in enumerate(times)
        for end, value in zip(("from", "to"), pair, strict=True)
    }


def _spans(fields: dict[str, str], prefix: str, most: int = MOST_SPANS) -> list[dict[str, Any]]:
    return [
        {
            "number": at,
            "opens": fields.get(f"{prefix}-from-{at}", ""),
            "closes": fields.get(f"{prefix}-to-{at}", ""),
        }
        for at in range(most)
    ]


def _lines(fields: dict[str, str]) -> list[dict[str, Any]]:
    """The dated days, and one empty line after them."""
    lines, number = [], 1
    while f"holiday-{number}-date" in fields:
        if fields[f"holiday-{number}-date"]:
            prefix = f"holiday-{number}"
            lines.append(
                {
                    "date": fields[f"{prefix}-date"],
                    "name": fields.get(f"{prefix}-name", ""),
                    "source": fields.get(f"{prefix}-source", ""),
                    **_spans(fields, prefix, 1)[0],
                }
            )
        number += 1
    return [*lines, {"date": "", "name": "", "source": "", "opens": "", "closes": ""}]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
