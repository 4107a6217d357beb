"""What was blocked, sent anyway and appealed: the supervisors' list, and its answers."""

from datetime import MAXYEAR, date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.appealing import RIGHT, give_verdict
from conversations.models import GuardLevel
from conversations.queries.colleagues import names_of
from conversations.queries.guard_records import (
    PER_PAGE,
    PRESET_DAYS,
    Count,
    Wanted,
    counts_by_class,
    counts_by_person,
    matching,
    page_lines,
    waiting_lines,
)
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.guard.classes import CLASSES
from scripts_library.queries.guard_rules import class_name
from scripts_library.views.asking import number_of
from scripts_library.views.guard_rules import in_english

STATES = ("waiting", "appealed", "right", "wrong")
FIRST_YEAR = 1970


@never_cache
@require_safe
@member_view(RIGHT)
def records(request: MemberRequest) -> HttpResponse:
    """The list of the last weeks, or of the days, person, class, level that are asked for."""
    return _page(request)


def _page(request: MemberRequest, problem: HelpdeskError | None = None) -> HttpResponse:
    shop_id, wanted, english = request.membership.shop_id, wanted_of(request), in_english(request)
    lines, many = page_lines(shop_id, wanted, english=english)
    rows = matching(shop_id, wanted)
    people = names_of(shop_id)
    per_person = counts_by_person(rows)
    classes = counts_by_class(rows).items()
    context: dict[str, Any] = {
        "waiting": waiting_lines(shop_id, english=english) if wanted.page == 1 else [],
        "lines": lines,
        "many": many,
        "wanted": wanted,
        "keep": kept(wanted),
        "problem": problem,
        "by_class": [
            Count(about, class_name(about, english=english), n, kept(wanted, about=about, page=1))
            for about, n in sorted(classes, key=lambda pair: -pair[1])
        ],
        "by_person": [
            Count(pk, people.get(pk, "—"), n, kept(wanted, member=pk, page=1))
            for pk, n in sorted(per_person, key=lambda pair: -pair[1])
        ],
        "class_names": {about: names[1 if english else 0] for about, names in CLASSES.items()},
        "people": sorted(people.items(), key=lambda pair: pair[1]),
        "levels": GuardLevel.choices,
        "next": kept(wanted, page=wanted.page + 1) if many > wanted.page * PER_PAGE else "",
        "before": kept(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        "is_preset": not (wanted.about or wanted.level or wanted.member or wanted.state),
    }
    status = problem.status if problem else 200
    return render(request, "guard/records.html", context, status=status)


@require_POST
@member_view(RIGHT)
def verdict(request: MemberRequest, guard_record_id: int) -> HttpResponse:
    """Right or wrong, and back to the list as it was."""
    form = request.POST
    try:
        give_verdict(
            actor=request.membership,
            record_id=guard_record_id,
            verdict=form.get("verdict", ""),
            answer=form.get("answer", ""),
        )
    except HelpdeskError as problem:
        if problem.status == 404:
            raise
        return _page(request, problem)
    return redirect(f"{reverse('script-guard-records')}{kept(wanted_of(request))}")


def wanted_of(request: HttpRequest) -> Wanted:
    """Which records the address asks for; what makes no sense is left out."""
    ask = request.GET
    today = timezone.localdate()
    preset = today - timedelta(days=PRESET_DAYS)
    return Wanted(
        about=ask.get("about", "") if ask.get("about", "") in CLASSES else "",
        level=ask.get("level", "") if ask.get("level", "") in GuardLevel.values else "",
        member=number_of(ask, "member") or None,
        since=_day(ask.get("since", "")) or preset,
        until=_day(ask.get("until", "")) or today,
        state=ask.get("state", "") if ask.get("state", "") in STATES else "",
        page=max(1, min(999, number_of(ask, "page"))),
    )


def kept(wanted: Wanted, **other: object) -> str:
    """The same list in an address, with something else about it."""
    facts: dict[str, object] = {
        "about": wanted.about,
        "level": wanted.level,
        "member": wanted.member,
        "since": wanted.since,
        "until": wanted.until,
        "state": wanted.state,
        "page": wanted.page if wanted.page > 1 else "",
        **other,
    }
    if facts["page"] == 1:
        facts["page"] = ""
    return "?" + urlencode({name: value for name, value in facts.items() if value})


def _day(text: str) -> date | None:
    """None also for a year in which nothing was written, nor a day behind it exists."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year < MAXYEAR else None
