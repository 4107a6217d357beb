"""What is out of stock: put down from a product, its orders settled one by one or many at once."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aftersales.registers.access import row_for
from aftersales.registers.actions.running_out import (
    gather_orders,
    move_return,
    open_stock_out,
    settle_orders,
)
from aftersales.registers.errors import EntryWrong
from aftersales.registers.models import StockOut
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.models.stock_out import Settled
from aftersales.registers.queries.chats import chats_of
from aftersales.registers.queries.stock_outs import (
    goods_found,
    not_listed_yet,
    orders_of,
    progress_of,
    words_for_stock_outs,
)
from aftersales.registers.stock_outs import STOCK_OUTS
from aftersales.registers.views.pages import deed_of_row, list_page, member_in, row_page
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of

RIGHT = "cases.handle"
FIELDS = ("product__name", "sku__spec", "words", "outcome")
HOW = [(one.value, one.label) for one in Settled if one is not Settled.WAITING]


@require_safe
@never_cache
@member_view(RIGHT)
def stock_outs(request: MemberRequest) -> HttpResponse:
    """The register; ``?goods=`` finds what is to be put down."""
    return _page(request)


@require_POST
@never_cache
@member_view(RIGHT)
def run_out(request: MemberRequest) -> HttpResponse:
    """Something is put down as out of stock."""
    form = request.POST
    try:
        row = open_stock_out(
            actor=request.membership,
            product_id=number_of(form, "product"),
            sku_id=number_of(form, "sku") or None,
            back_on=_day_in(form),
            words=form.get("words", ""),
            owner_id=member_in(form, "owner") or None,
        )
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect("register-stockout", row.pk)


@require_safe
@never_cache
@member_view(RIGHT)
@one_moment()
def stock_out(request: MemberRequest, stockout_id: int) -> HttpResponse:
    """One thing and every order that waits for it."""
    return _one(request, row_for(StockOut, membership=request.membership, row_id=stockout_id))


@require_POST
@never_cache
@member_view(RIGHT)
def stock_out_deed(request: MemberRequest, stockout_id: int) -> HttpResponse:
    """Orders settled, looked for again; another day; checked, given, closed."""
    own = {"settle": _settle, "gather": _gather, "move": _move}
    return deed_of_row(request, STOCK_OUTS, stockout_id, own=own, page=_one)


def _settle(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    chosen = [
        int(one) for one in request.POST.getlist("order") if one.isdecimal() and len(one) < 16
    ]
    state, actor = request.POST.get("state", ""), request.membership
    return settle_orders(actor=actor, row_id=row_id, version=version, order_ids=chosen, state=state)


def _gather(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return gather_orders(actor=request.membership, row_id=row_id, version=version)


def _move(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    back_on = _day_in(request.POST)
    return move_return(actor=request.membership, row_id=row_id, version=version, back_on=back_on)


def _day_in(form: QueryDict) -> date | None:
    text = form.get("back_on", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EntryWrong(field=_("哪天到货"), problem=_("不是日期")) from None


def _one(
    request: MemberRequest, row: StockOut, refused: HelpdeskError | None = None
) -> HttpResponse:
    orders = orders_of(row)
    progress = progress_of(row.shop_id, [row.pk]).get(row.pk)
    chats = chats_of(row.shop_id, [one.order.buyer_id for one in orders if one.order.buyer_id])
    extra = {
        "orders": [(one, chats.get(one.order.buyer_id or 0)) for one in orders],
        "how": HOW,
        "waiting": progress.waiting if progress else 0,
        "unshown": progress.every - len(orders) if progress else 0,
        "more": not_listed_yet(row) if row.is_open else 0,
        "scripts": words_for_stock_outs(request.membership),
    }
    template = "aftersales/registers/stock_out.html"
    return row_page(request, STOCK_OUTS, row, template=template, extra=extra, refused=refused)


@one_moment()
def _page(request: MemberRequest, refused: HelpdeskError | None = None) -> HttpResponse:
    words = request.GET.get("goods", "") or request.POST.get("goods", "")
    extra = {"goods": words, "found": goods_found(request.membership.shop_id, words)}
    return list_page(
        request,
        STOCK_OUTS,
        template="aftersales/registers/stock_outs.html",
        fields=FIELDS,
        joined=("product", "sku"),
        extra=extra,
        refused=refused,
    )
