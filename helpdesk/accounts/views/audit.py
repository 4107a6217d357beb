"""The record of who did what, and the words that take a click."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.access import entry_with_words
from helpdesk.accounts.actions.opening_words import open_hidden_words
from helpdesk.accounts.audit_labels import verb_groups
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.queries.audit import (
    COUNTED_DAYS,
    AuditFilter,
    audit_page_of,
    counts_by_person,
    people_of_record,
)
from helpdesk.accounts.settings_forms import AuditFilterForm


@never_cache
@require_safe
@member_view("audit.view")
def audit_page(request: MemberRequest) -> HttpResponse:
    """Newest first, narrowed by what the address says."""
    return _page(request)


@never_cache
@require_POST
@member_view("audit.view")
def open_words(request: MemberRequest) -> HttpResponse:
    """The same page with the words of one recalled message in it: in this answer only."""
    entry = entry_with_words(membership=request.membership, entry_id=request.POST.get("entry", ""))
    words = open_hidden_words(actor=request.membership.user, entry=entry)
    return _page(request, opened=entry.pk, words=words)


def _page(request: MemberRequest, **opened: Any) -> HttpResponse:
    shop = request.membership.shop
    people = people_of_record(shop.pk)
    form = AuditFilterForm(
        request.GET, people=people, groups=[(one.key, one.label) for one in verb_groups()]
    )
    wanted = AuditFilter(**form.narrowing())
    zone = ZoneInfo(shop.time_zone)
    page = audit_page_of(shop.pk, zone, wanted)
    kept = {key: value for key, value in request.GET.items() if value and key in form.fields}
    narrowed = {key: value for key, value in kept.items() if key != "before"}
    context = {
        "form": form,
        "page": page,
        "counts": counts_by_person(shop.pk, zone, wanted) if wanted.group else [],
        "counted_days": None if wanted.since else COUNTED_DAYS,
        "is_narrowed": bool(narrowed),
        "is_older": "before" in kept,
        "older": urlencode(narrowed | {"before": page.older}) if page.older else "",
        "newest": urlencode(narrowed),
        "here": urlencode(kept),
        "nav": "audit",
        "back": f"{reverse('audit')}?{urlencode(kept)}",
        **opened,
    }
    return render(request, "settings/audit.html", context)
