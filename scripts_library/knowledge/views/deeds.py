"""Sheets are saved, reviewed, found true again, restored, put out of use."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import product_of_shop
from helpdesk.kernel.errors import HelpdeskError, NotFound
from scripts_library.knowledge.access import sheet_of
from scripts_library.knowledge.actions.reviewing import (
    approve_sheet,
    recheck_sheet,
    retire_sheet,
    return_sheet,
)
from scripts_library.knowledge.actions.saving import restore_sheet, save_sheet
from scripts_library.knowledge.models import Sheet
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.views.page import EVERY, Refused, address_of, subject_page
from scripts_library.knowledge.views.typing import content_of, day_of, draft_of
from scripts_library.views.asking import number_of


@require_POST
@member_view("scripts.write")
def save(request: MemberRequest, product_id: int | None = None) -> HttpResponse:
    """One sheet of a product, or of the category that the form names."""
    form, membership = request.POST, request.membership
    if product_id is not None:
        product_of_shop(membership.shop_id, product_id)
    subject = Subject(
        product_id, "" if product_id else form.get("category", "").replace("\x00", "")
    )
    kind, sheet_id = form.get("kind", ""), number_of(form, "sheet") or None
    if kind not in EVERY[product_id is not None]:
        raise NotFound()
    try:
        save_sheet(
            actor=membership,
            kind=kind,
            subject=subject,
            draft=draft_of(kind, form),
            seen=number_of(form, "seen"),
            sheet_id=sheet_id,
        )
    except HelpdeskError as problem:
        at = f"{kind}-{sheet_id}" if sheet_id else kind
        typed = {name: form.get(name, "") for name in ("source", "valid_until")}
        refused = Refused(at, problem, content_of(kind, form), typed)
        return subject_page(request, subject, refused)
    return redirect(address_of(subject))


@require_POST
@member_view("scripts.review")
def review(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Put into force, or sent back with a reason."""
    actor, seen = request.membership, number_of(request.POST, "seen")

    def decide() -> Sheet:
        if request.POST.get("verdict") == "approve":
            return approve_sheet(actor=actor, sheet_id=sheet_id, seen=seen)
        reason = request.POST.get("reason", "")
        return return_sheet(actor=actor, sheet_id=sheet_id, seen=seen, reason=reason)

    return _done(request, sheet_id, decide)


@require_POST
@member_view("scripts.review")
def recheck(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Looked at again: still true."""
    actor, seen = request.membership, number_of(request.POST, "seen")

    def decide() -> Sheet:
        until = day_of(request.POST)
        return recheck_sheet(actor=actor, sheet_id=sheet_id, seen=seen, until=until)

    return _done(request, sheet_id, decide)


@require_POST
@member_view("scripts.write")
def restore(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """An older version as the newest one."""
    actor, form = request.membership, request.POST
    number, seen = number_of(form, "version"), number_of(form, "seen")
    return _done(
        request,
        sheet_id,
        lambda: restore_sheet(actor=actor, sheet_id=sheet_id, number=number, seen=seen),
    )


@require_POST
@member_view("scripts.review")
def retire(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Out of use, or back."""
    actor, retired = request.membership, request.POST.get("retired") == "yes"
    return _done(
        request,
        sheet_id,
        lambda: retire_sheet(actor=actor, sheet_id=sheet_id, retired=retired),
    )


def _done(request: MemberRequest, sheet_id: int, decide: Callable[[], Sheet]) -> HttpResponse:
    """Back to the page, or the page with the reason at the sheet it is about."""
    found = sheet_of(membership=request.membership, sheet_id=sheet_id)
    subject = Subject(found.product_id, found.category)
    try:
        decide()
    except HelpdeskError as problem:
        return subject_page(request, subject, Refused("head", problem))
    return redirect(address_of(subject))
