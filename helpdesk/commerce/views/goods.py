"""What the shop sells: the list, one product, its chart and SKUs."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import product_of_shop
from helpdesk.commerce.actions.editing_goods import (
    add_product,
    edit_product,
    retire_product,
    return_product,
    undo_edit,
)
from helpdesk.commerce.chart_checks import MOST_ROWS, TypedRow, oddities, read_chart
from helpdesk.commerce.errors import FieldWrong
from helpdesk.commerce.goods_forms import LABELS, ProductForm, SkuForm
from helpdesk.commerce.models import Product
from helpdesk.commerce.queries.goods import goods_page, is_ordered, skus_of, undoable
from helpdesk.commerce.sizing import chart_of
from helpdesk.kernel import money
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment
from helpdesk.kernel.text import listed

SPARE_ROWS = 3
CHART = tuple(TypedRow.__dataclass_fields__)


def number_of(request: HttpRequest, name: str) -> int:
    """A number of the form, 0 when it is none: never a reason to stumble."""
    text = request.POST.get(name, "") or request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0


@never_cache
@require_safe
@member_view("goods.view")
def goods(request: MemberRequest) -> HttpResponse:
    """The list by name, found by words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    retired = request.GET.get("shelf") == "off"
    after = request.GET.get("after", "").replace("\x00", "")[:120]
    page = goods_page(shop_id=request.membership.shop_id, words=words, retired=retired, after=after)
    kept = {"q": words} if words else {}
    kept |= {"shelf": "off"} if retired else {}
    context = {
        "page": page,
        "rows": [(one, page.skus.get(one.pk, 0)) for one in page.products],
        "words": words,
        "retired": retired,
        "total": f"{page.total:,}",
        "next": urlencode(kept | {"after": page.after}) if page.after else "",
    }
    return render(request, "goods/list.html", context)


@never_cache
@require_safe
@member_view("goods.view")
@one_moment()
def product(request: MemberRequest, product_id: int) -> HttpResponse:
    """One product; ``undo`` names the edit that can be taken back."""
    found = product_of_shop(request.membership.shop_id, product_id)
    return product_page(request, found)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has just typed into one of the page's forms, and what is wrong with it."""

    where: str
    problem: HelpdeskError
    values: dict[str, str]


def product_page(
    request: MemberRequest, found: Product, typed: Typed | None = None
) -> HttpResponse:
    """The page; after a refusal with what was typed still in its form."""
    skus = skus_of(found)
    chart = chart_of(found.size_chart)
    mine = typed.values if typed and typed.where == "product" else values_of(found)
    lines = _typed_chart(request) if typed and typed.where == "chart" else _lines_of(found)
    entry = undoable(found, number_of(request, "undo"))
    context = {
        "product": found,
        "values": mine,
        "skus": skus,
        "chart": lines + [TypedRow()] * SPARE_ROWS,
        "oddities": oddities(chart),
        "is_ordered": is_ordered(found),
        "undo": entry.pk if entry else None,
        "typed": typed,
        "problem": typed.problem.as_json() if typed else None,
    }
    status = typed.problem.status if typed else 200
    return render(request, "goods/product.html", context, status=status)


def values_of(found: Product) -> dict[str, str]:
    """As the form shows it."""
    return {
        "name": found.name,
        "kind": found.kind,
        "price_fen": money.yuan(found.price_fen).lstrip("¥").replace(",", ""),
        "colours": listed(found.colours),
        "variants": listed(found.variants),
        "facts": found.facts,
    }


def read_form(form: ProductForm | SkuForm) -> dict[str, Any]:
    """The form's values, or FieldWrong with the field in the page's words."""
    if form.is_valid():
        return dict(form.cleaned_data)
    field, problems = next(iter(form.errors.items()))
    words = " ".join(str(one) for one in problems)
    raise FieldWrong(field=LABELS.get(field, field), problem=words)


@never_cache
@member_view("goods.edit")
def new_product(request: MemberRequest) -> HttpResponse:
    """An empty form, then a new product."""
    typed = {name: request.POST.get(name, "") for name in ProductForm.base_fields}
    problem: HelpdeskError | None = None
    if request.method == "POST":
        try:
            values = read_form(ProductForm(request.POST))
            made = add_product(
                actor=request.membership.user, shop_id=request.membership.shop_id, values=values
            )
            return redirect("product", made.pk)
        except HelpdeskError as refused:
            problem = refused
    context = {"values": typed, "problem": problem.as_json() if problem else None}
    return render(request, "goods/new.html", context, status=problem.status if problem else 200)


@require_POST
@member_view("goods.edit")
def edit(request: MemberRequest, product_id: int) -> HttpResponse:
    """Name, kind, price, colours, sizes, facts."""
    found = product_of_shop(request.membership.shop_id, product_id)
    try:
        values = read_form(ProductForm(request.POST))
        done = edit_product(
            actor=request.membership.user,
            shop_id=found.shop_id,
            product_id=found.pk,
            values=values,
            seen=number_of(request, "seen"),
        )
    except HelpdeskError as problem:
        typed = {name: request.POST.get(name, "") for name in ProductForm.base_fields}
        with one_moment():
            found.refresh_from_db()
            return product_page(request, found, Typed("product", problem, typed))
    return _back(found.pk, done.entry)


@require_POST
@member_view("goods.edit")
def edit_chart(request: MemberRequest, product_id: int) -> HttpResponse:
    """The size chart, as a whole."""
    found = product_of_shop(request.membership.shop_id, product_id)
    try:
        chart = read_chart(_typed_chart(request))
        done = edit_product(
            actor=request.membership.user,
            shop_id=found.shop_id,
            product_id=found.pk,
            values={"size_chart": chart},
            seen=number_of(request, "seen"),
        )
    except HelpdeskError as problem:
        with one_moment():
            found.refresh_from_db()
            return product_page(request, found, Typed("chart", problem, {}))
    return _back(found.pk, done.entry)


@require_POST
@member_view("goods.edit")
def undo(request: MemberRequest, product_id: int) -> HttpResponse:
    """Take the last edit back."""
    found = product_of_shop(request.membership.shop_id, product_id)
    try:
        undo_edit(
            actor=request.membership.user,
            shop_id=found.shop_id,
            product_id=found.pk,
            entry_id=number_of(request, "entry"),
        )
    except HelpdeskError as problem:
        return product_page(request, found, Typed("head", problem, {}))
    return redirect("product", found.pk)


@require_POST
@member_view("goods.edit")
def shelve(request: MemberRequest, product_id: int) -> HttpResponse:
    """Off the shelf, or back on it."""
    found = product_of_shop(request.membership.shop_id, product_id)
    deed = return_product if request.POST.get("shelf") == "on" else retire_product
    deed(actor=request.membership.user, shop_id=found.shop_id, product_id=found.pk)
    return redirect("product", found.pk)


def _back(product_id: int, entry: int | None) -> HttpResponse:
    address = reverse("product", args=[product_id])
    return redirect(f"{address}?undo={entry}" if entry else address)


def _typed_chart(request: HttpRequest) -> list[TypedRow]:
    columns = {name: request.POST.getlist(name)[: MOST_ROWS + SPARE_ROWS] for name in CHART}
    longest = max((len(values) for values in columns.values()), default=0)
    return [
        TypedRow(
            **{
                name: values[at][:20] if at < len(values) else ""
                for name, values in columns.items()
            }
        )
        for at in range(longest)
    ]


def _lines_of(found: Product) -> list[TypedRow]:
    def ends(span: tuple[int, int] | None) -> tuple[str, str]:
        return (str(span[0]), str(span[1])) if span else ("", "")

    return [
        TypedRow(row.size, *ends(row.height_cm), *ends(row.weight_jin))
        for row in chart_of(found.size_chart)
    ]
