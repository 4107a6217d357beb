"""Taking returns in: scan, Enter, the next; what waits to be looked through; what is not found."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aftersales.access import case_of
from aftersales.actions.approving import ask_approval
from aftersales.actions.returning import inspect
from aftersales.doer import staff_of
from aftersales.machine.words import State, Verb
from aftersales.registers.access import row_for
from aftersales.registers.actions.taking_in import OnParcel, match_parcel, take_back, take_in
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.awaited import awaited, awaited_count
from aftersales.registers.queries.checks import said
from aftersales.registers.queries.losses import within_limits
from aftersales.registers.queries.scanning import Scan, nick_of, scanned, taken_in
from aftersales.registers.returns import RETURNS
from aftersales.registers.views.pages import deed_of_row, list_page, row_page
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of

RIGHT = "cases.handle"
OF_CASES = {"here": State.WAIT_SELLER_CONFIRM, "lost": State.RETURN_LOST}
FIELDS = ("waybill", "nick", "slip", "place", "outcome")
ASKS = "ask"
"""For approval, where the money of a lost parcel is above one's limit."""

DEEDS = {one.value: one for one in (Verb.PASS, Verb.MISS, Verb.FIND, Verb.BEAR_LOSS)}


@require_safe
@never_cache
@member_view(RIGHT)
def returns(request: MemberRequest) -> HttpResponse:
    """The box to scan into, what it may be, and the parcels by how far they are."""
    return _page(request)


@require_POST
@never_cache
@member_view(RIGHT)
def take(request: MemberRequest) -> HttpResponse:
    """The parcel in hand: for the case that was chosen, or kept."""
    form, place = request.POST, request.membership
    on_parcel = OnParcel(
        **{name: form.get(name, "") for name in ("waybill", "nick", "slip", "place")}
    )
    try:
        row = take_in(
            actor=place,
            on_parcel=on_parcel,
            case_id=number_of(form, "case") or None,
            order_id=number_of(form, "order") or None,
        )
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect(f"{reverse('register-returns')}?taken={row.pk}")


@require_POST
@never_cache
@member_view(RIGHT)
def look(request: MemberRequest, case_id: int) -> HttpResponse:
    """What came of looking through a case's parcel, or of looking for it; or somebody who may let
    the money go is asked."""
    place, form = request.membership, request.POST
    case_of(place.shop_id, case_id)
    verb = DEEDS.get(form.get("deed", ""))
    asks = form.get("deed") == ASKS
    if verb is None and not asks:
        raise NotFound()
    told: dict[str, Any] = {
        "doer": staff_of(place),
        "case_id": case_id,
        "version": number_of(form, "version"),
        "reason": form.get("reason", ""),
    }
    try:
        ask_approval(**told) if verb is None else inspect(**told, verb=verb)
    except NotAllowed:
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    view = "lost" if asks or verb is Verb.MISS else "here"
    return redirect(f"{reverse('register-returns')}?view={view}")


@require_safe
@never_cache
@member_view(RIGHT)
@one_moment()
def returned(request: MemberRequest, returned_id: int) -> HttpResponse:
    """One parcel, and whose it may be."""
    row = row_for(ReturnedParcel, membership=request.membership, row_id=returned_id)
    return _one(request, row)


@require_POST
@never_cache
@member_view(RIGHT)
def returned_deed(request: MemberRequest, returned_id: int) -> HttpResponse:
    """Looked for, matched, given to somebody, given up, taken back."""
    own = {"match": _match, "back": _back}
    if request.POST.get("deed") == "back" and request.POST.get("to") == "scan":
        return _undone(request, returned_id)
    return deed_of_row(request, RETURNS, returned_id, own=own, page=_one)


def _undone(request: MemberRequest, row_id: int) -> HttpResponse:
    """From under the box: taken back, and the box is ready again."""
    try:
        _back(request, row_id, number_of(request.POST, "version"))
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect(f"{reverse('register-returns')}?undone={row_id}")


def _back(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return take_back(actor=request.membership, row_id=row_id, version=version)


def _match(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    case_id = number_of(request.POST, "case")
    return match_parcel(actor=request.membership, row_id=row_id, version=version, case_id=case_id)


def _one(
    request: MemberRequest, row: ReturnedParcel, refused: HelpdeskError | None = None
) -> HttpResponse:
    asked = request.GET.get("scan", "")
    words = asked or row.waybill or row.nick
    scan = scanned(row.shop_id, words) if row.is_open else None
    extra = {"scan": scan, "asked": asked}
    template = "aftersales/registers/return.html"
    return row_page(request, RETURNS, row, template=template, extra=extra, refused=refused)


@one_moment()
def _page(request: MemberRequest, refused: HelpdeskError | None = None) -> HttpResponse:
    shop_id, asked = request.membership.shop_id, request.GET
    scan = scanned(shop_id, asked.get("scan", ""))
    view = asked.get("view", "")
    extra: dict[str, Any] = {
        "scan": scan,
        "nicks": {order.pk: nick_of(order) for order in scan.orders},
        "of_cases": view if view in OF_CASES else "",
        "taken": taken_in(shop_id, number_of(asked, "taken")),
        "undone": taken_in(shop_id, number_of(asked, "undone")),
    }
    extra["result"] = _result(scan, extra["taken"], extra["undone"], refused)
    extra["waiting"] = {
        name: said(awaited_count(shop_id, state)) for name, state in OF_CASES.items()
    }
    if view in OF_CASES:
        cursor = asked.get("after", "")[:200]
        page = awaited(shop_id, OF_CASES[view], cursor)
        following = "?" + urlencode({"view": view, "after": page.cursor})
        doer = staff_of(request.membership)
        extra["cases"] = within_limits(doer, page.cases) if view == "lost" else page.cases
        extra["next"] = following if page.cursor else ""
        extra["first"] = f"?view={view}" if cursor else ""
    return list_page(
        request,
        RETURNS,
        template="aftersales/registers/returns.html",
        fields=FIELDS,
        joined=("case", "order"),
        extra=extra,
        refused=refused,
    )


def _result(
    scan: Scan,
    taken: ReturnedParcel | None,
    undone: ReturnedParcel | None,
    refused: HelpdeskError | None,
) -> str:
    """What came of the last scan, for the ear and for the colour; the words stand beside it."""
    if refused is not None:
        return "refused"
    if scan.words:
        return "again" if scan.again else "found" if scan.cases else "unknown"
    if taken is not None:
        return "kept" if taken.is_open else "taken"
    return "undone" if undone is not None else ""
