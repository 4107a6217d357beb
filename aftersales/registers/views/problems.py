"""Problem parcels: taken up from an order or by a number, looked after, told to the buyer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aftersales.registers.access import row_for
from aftersales.registers.actions.following_parcels import take_up_parcel, told_buyer
from aftersales.registers.models import ProblemParcel
from aftersales.registers.models.problem import Trouble
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.problems import PROBLEMS
from aftersales.registers.queries.chats import chat_of
from aftersales.registers.queries.parcels import orders_meant
from aftersales.registers.views.asking import moment_in
from aftersales.registers.views.pages import deed_of_row, list_page, member_in, row_page
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of

RIGHT = "cases.handle"
FIELDS = ("waybill", "courier", "words", "order__number", "order__buyer__name", "outcome")


@require_safe
@never_cache
@member_view(RIGHT)
def problems(request: MemberRequest) -> HttpResponse:
    """The register; ``?order=`` or ``?find=`` offers that order's parcels to be taken up."""
    return _page(request)


@require_POST
@never_cache
@member_view(RIGHT)
def take_up(request: MemberRequest) -> HttpResponse:
    """A parcel is taken up."""
    form = request.POST
    try:
        row = take_up_parcel(
            actor=request.membership,
            order_id=number_of(form, "order"),
            waybill=form.get("waybill", ""),
            trouble=form.get("trouble", ""),
            words=form.get("words", ""),
            owner_id=member_in(form, "owner") or None,
            next_at=moment_in(form, "next_at", _("下次什么时候看")),
        )
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect("register-problem", row.pk)


@require_safe
@never_cache
@member_view(RIGHT)
@one_moment()
def problem(request: MemberRequest, problem_id: int) -> HttpResponse:
    """One parcel."""
    return _one(request, row_for(ProblemParcel, membership=request.membership, row_id=problem_id))


@require_POST
@never_cache
@member_view(RIGHT)
def problem_deed(request: MemberRequest, problem_id: int) -> HttpResponse:
    """Checked, told, given, closed."""
    return deed_of_row(request, PROBLEMS, problem_id, own={"told": _told}, page=_one)


def _told(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return told_buyer(actor=request.membership, row_id=row_id, version=version)


def _one(
    request: MemberRequest, row: ProblemParcel, refused: HelpdeskError | None = None
) -> HttpResponse:
    extra = {"chat": chat_of(row.shop_id, row.order.buyer_id)}
    template = "aftersales/registers/problem.html"
    return row_page(request, PROBLEMS, row, template=template, extra=extra, refused=refused)


@one_moment()
def _page(request: MemberRequest, refused: HelpdeskError | None = None) -> HttpResponse:
    shop_id = request.membership.shop_id
    order_id = number_of(request.GET, "order") or number_of(request.POST, "order")
    find = request.GET.get("find", "")
    extra = {
        "find": find,
        "order_id": order_id,
        "found": orders_meant(shop_id, find, order_id or None),
        "troubles": Trouble.choices,
    }
    return list_page(
        request,
        PROBLEMS,
        template="aftersales/registers/problems.html",
        fields=FIELDS,
        joined=("order__buyer",),
        extra=extra,
        refused=refused,
    )
