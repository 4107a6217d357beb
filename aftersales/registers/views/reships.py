"""What is to be sent again: chased, checked, sent, or paid instead."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aftersales.amounts import fen_of
from aftersales.doer import staff_of
from aftersales.registers.access import row_for
from aftersales.registers.actions.paying_instead import ask_to_pay_reship, pay_reship
from aftersales.registers.actions.reshipping import open_reship, send_reship
from aftersales.registers.models import Reship
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.chats import chat_of
from aftersales.registers.queries.instead import instead_of
from aftersales.registers.queries.parcels import orders_meant
from aftersales.registers.reships import RESHIPS
from aftersales.registers.views.asking import moment_in
from aftersales.registers.views.pages import deed_of_row, list_page, member_in, row_page
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of

RIGHT = "cases.handle"
FIELDS = ("what", "waybill", "order__number", "order__buyer__name", "outcome")


@require_safe
@never_cache
@member_view(RIGHT)
def reships(request: MemberRequest) -> HttpResponse:
    """The register; ``?order=`` or ``?find=`` offers an order to put one down for."""
    return _page(request)


@require_POST
@never_cache
@member_view(RIGHT)
def put_down(request: MemberRequest) -> HttpResponse:
    """Something is to be sent again."""
    form = request.POST
    try:
        row = open_reship(
            actor=request.membership,
            order_id=number_of(form, "order"),
            what=form.get("what", ""),
            promised_at=moment_in(form, "promised_at", _("哪天前寄")),
            owner_id=member_in(form, "owner") or None,
        )
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect("register-reship", row.pk)


@require_safe
@never_cache
@member_view(RIGHT)
@one_moment()
def reship(request: MemberRequest, reship_id: int) -> HttpResponse:
    """One of them."""
    return _one(request, row_for(Reship, membership=request.membership, row_id=reship_id))


@require_POST
@never_cache
@member_view(RIGHT)
def reship_deed(request: MemberRequest, reship_id: int) -> HttpResponse:
    """Sent, paid instead, sent for approval; chased, given, closed."""
    own = {"send": _send, "pay": _pay, "ask": _ask}
    return deed_of_row(request, RESHIPS, reship_id, own=own, page=_one)


def _send(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return send_reship(
        actor=request.membership,
        row_id=row_id,
        version=version,
        waybill=request.POST.get("waybill", ""),
        checked=request.POST.get("checked") == "yes",
    )


def _pay(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return pay_reship(row_id=row_id, version=version, **_told(request))


def _ask(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    ask_to_pay_reship(row_id=row_id, version=version, **_told(request))
    return row_for(Reship, membership=request.membership, row_id=row_id)


def _told(request: MemberRequest) -> dict[str, Any]:
    """Who pays how much, and why."""
    form = request.POST
    return {
        "actor": request.membership,
        "amount_fen": fen_of(form.get("amount", "")),
        "reason": form.get("reason", ""),
    }


def _one(request: MemberRequest, row: Reship, refused: HelpdeskError | None = None) -> HttpResponse:
    extra = {
        "chat": chat_of(row.shop_id, row.order.buyer_id),
        "instead": instead_of(row, staff_of(request.membership)),
    }
    template = "aftersales/registers/reship.html"
    return row_page(request, RESHIPS, row, template=template, extra=extra, refused=refused)


@one_moment()
def _page(request: MemberRequest, refused: HelpdeskError | None = None) -> HttpResponse:
    shop_id = request.membership.shop_id
    order_id = number_of(request.GET, "order") or number_of(request.POST, "order")
    find = request.GET.get("find", "")
    extra = {
        "find": find,
        "order_id": order_id,
        "what": request.GET.get("what", "")[:200],
        "found": orders_meant(shop_id, find, order_id or None),
    }
    return list_page(
        request,
        RESHIPS,
        template="aftersales/registers/reships.html",
        fields=FIELDS,
        joined=("order__buyer", "case"),
        extra=extra,
        refused=refused,
    )
