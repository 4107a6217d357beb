"""A row of each register of Mei's shop, with words that are nobody else's business."""

from typing import TYPE_CHECKING, Any

from aftersales.registers.actions.complaining import open_complaint
from aftersales.registers.actions.following_parcels import take_up_parcel
from aftersales.registers.actions.reshipping import open_reship
from aftersales.registers.actions.running_out import open_stock_out
from aftersales.registers.actions.taking_in import OnParcel, take_in
from aftersales.registers.models import ProblemParcel, StockOut

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def _returned(scene: "Scene") -> int:
    return take_in(actor=scene.cast.mei, on_parcel=OnParcel(slip=scene.words)).pk


def _problem(scene: "Scene") -> int:
    there = ProblemParcel.objects.filter(shop=scene.cast.shop, is_open=True).first()
    return there.pk if there else _taken_up(scene)


def _taken_up(scene: "Scene") -> int:
    return take_up_parcel(
        actor=scene.cast.mei,
        order_id=scene.order.pk,
        waybill="YT880000001",
        trouble="lost",
        words=scene.words,
    ).pk


def _complaint(scene: "Scene") -> int:
    return open_complaint(
        actor=scene.cast.mei,
        grievance="late",
        words=scene.words,
        conversation_id=scene.thread.pk,
    ).pk


def _stock_out(scene: "Scene") -> int:
    there = StockOut.objects.filter(shop=scene.cast.shop, is_open=True).first()
    return there.pk if there else _run_out(scene)


def _run_out(scene: "Scene") -> int:
    return open_stock_out(actor=scene.cast.mei, product_id=scene.product.pk, words=scene.words).pk


def _reship(scene: "Scene") -> int:
    return open_reship(actor=scene.cast.mei, order_id=scene.order.pk, what=scene.words).pk


REGISTER_FILLINGS = {
    "returned_id": _returned,
    "register": lambda _scene: "returns",
    "registered_id": _returned,
    "problem_id": _problem,
    "complaint_id": _complaint,
    "stockout_id": _stock_out,
    "reship_id": _reship,
}

CHECKED = {"deed": "check", "version": 1, "found": "看过了"}
REGISTER_SAID: dict[str, dict[str, Any]] = {
    f"register-{key}-deed": CHECKED
    for key in ("return", "problem", "complaint", "stockout", "reship")
} | {"register-return-look": {"deed": "pass", "version": 1}}
