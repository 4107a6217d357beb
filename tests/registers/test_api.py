"""Programs scan returns, read every register and close what is over."""

from typing import Any

from aftersales.machine.words import State
from aftersales.models import ReturnedParcel
from aftersales.registers.actions.complaining import open_complaint, tick_step
from aftersales.registers.actions.following_parcels import take_up_parcel
from aftersales.registers.actions.running_out import open_stock_out
from aftersales.registers.actions.taking_in import take_back
from aftersales.registers.models import Reship
from helpdesk.commerce.models import OrderLine, OrderState, Product
from tests.aftersales.ordered import fresh, ordered
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.registers.test_reships import short
from tests.registers.test_returns import coming_back

SCOPES = ["cases:read", "cases:write"]


def test_a_scanner_takes_a_parcel_in_once(cast: Cast) -> None:
    case, gun = coming_back(cast), program_of(cast.mei, SCOPES, owner=cast.lan)
    scan = {"waybill": "yt 7200431188", "place": "B3"}
    first = gun.post("registers/returns/scans/", scan)
    assert first.status_code == 200 and fresh(case).state == State.WAIT_SELLER_CONFIRM
    told = first.json()
    assert (told["again"], told["row"]["open"], told["row"]["facts"]["case"]) == (
        False,
        False,
        case.pk,
    )
    assert gun.post("registers/returns/scans/", scan).json() == {**told, "again": True}
    kept = gun.post("registers/returns/scans/", {"waybill": "ZT99", "slip": "13812345678"}).json()
    row = kept["row"]
    assert row["open"] and row["next_check_at"] and row["facts"]["slip"] == "138****5678"
    path = f"registers/returns/{row['id']}/"
    assert gun.get(path).json() == row
    closing = {"version": 9, "outcome": "寄回原址"}
    assert gun.post(f"{path}closing/", closing).json()["error"]["code"] == "register_row_moved"
    closed = gun.post(f"{path}closing/", {**closing, "version": 1}).json()
    assert (closed["open"], closed["outcome"], closed["next_check_at"]) == (False, "寄回原址", None)
    again = gun.post(f"{path}closing/", {**closing, "version": 2})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "register_row_closed")
    # A waybill that was taken in by mistake may come again.
    slip = gun.post("registers/returns/scans/", {"waybill": "SF1"}).json()["row"]
    take_back(actor=cast.mei, row_id=slip["id"], version=1)
    assert gun.post("registers/returns/scans/", {"waybill": "SF1"}).json()["again"] is False
    assert ReturnedParcel.objects.filter(waybill="SF1").count() == 2


def test_every_register_is_read_by_key(cast: Cast) -> None:
    olegs = program_of(cast.oleg)
    program = program_of(cast.mei, SCOPES, owner=cast.lan)
    reship = Reship.objects.get(case=short(cast))
    order = ordered(cast)
    problem = take_up_parcel(
        actor=cast.mei, order_id=order.pk, waybill="YT1", trouble="lost", words="丢了"
    )
    complaint = open_complaint(
        actor=cast.mei, grievance="late", words="五天没发", order_id=order.pk
    )
    tick_step(actor=cast.mei, row_id=complaint.pk, version=1, step="listen")
    product = Product.objects.create(shop=cast.shop, name="卫衣", kind="hoodie", price_fen=100)
    OrderLine.objects.filter(order=order, position=1).update(product=product)
    type(order).objects.filter(pk=order.pk).update(state=OrderState.PAID)
    stock_out = open_stock_out(actor=cast.mei, product_id=product.pk)

    def facts(register: str, **asked: Any) -> dict[str, Any]:
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        (row,) = program.get(f"registers/?register={register}&{query}").json()["results"]
        assert row["next_check_at"] is not None
        told: dict[str, Any] = row["facts"]
        return told

    assert facts("reships")["case"] == reship.case_id
    assert facts("problems", open="true")["order"] == order.number == facts("complaints")["order"]
    assert [one["step"] for one in facts("complaints", owner=cast.mei.pk)["steps_done"]] == [
        "listen"
    ]
    assert facts("stock-outs") | {"orders": 1, "orders_waiting": 1} == facts("stock-outs")
    assert program.get(f"registers/?register=problems&owner={cast.tom.pk}").json()["results"] == []
    assert program.get("registers/?register=wishes").status_code == 400
    assert olegs.get(f"registers/problems/{problem.pk}/").status_code == 404
    closing = {"version": 2, "outcome": "好了"}
    missing = program.post(f"registers/complaints/{complaint.pk}/closing/", closing).json()
    assert missing["error"]["code"] == "complaint_steps_missing"
    kept = program.post(f"registers/reships/{reship.pk}/closing/", {**closing, "version": 1})
    assert kept.json()["error"]["code"] == "register_kept_by_case"
    assert stock_out.is_open
    for _ in range(2):
        open_complaint(actor=cast.mei, grievance="late", words="又来了", order_id=order.pk)
    page = program.get("registers/?register=complaints&limit=2").json()
    rest = program.get(f"registers/?register=complaints&limit=2&cursor={page['next']}").json()
    ids = [row["id"] for one in (page, rest) for row in one["results"]]
    assert ids == sorted(set(ids), reverse=True) and len(ids) == 3 and rest["next"] is None
