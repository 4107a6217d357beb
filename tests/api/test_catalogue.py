"""Buyers, products, SKUs, couriers and parcels by program."""

from typing import Any

import pytest

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Courier, Product, Sku
from helpdesk.commerce.queries.goods import undoable
from tests.api.conftest import Program

ORDER = {"platform": "jd", "state": "paid", "created_at": "2026-06-09T10:00:00+08:00"}
HOODIE: dict[str, Any] = {
    "name": "棉朵卫衣",
    "kind": "hoodie",
    "price_fen": 15900,
    "colours": ["燕麦色"],
    "variants": ["M", "L"],
    "facts": "380 克纯棉",
    "size_chart": [{"size": "M", "height_cm": [160, 168], "weight_jin": [105, 122]}],
    "skus": [{"code": "MD-M", "spec": "燕麦色 M"}, {"code": "MD-L", "stock_note": "周三到货"}],
}
PARCEL = {
    "order": "T1",
    "courier": "yto",
    "waybill": "YT1",
    "shipped_at": "2026-06-09T17:00:00+08:00",
}


def test_a_buyer_by_platform_and_nick(erp: Program, olegs: Program) -> None:
    made = erp.put("buyers/", {"platform": "jd", "nick": "小贝", "region": "浙江"}).json()
    assert (made["outcome"], made["buyer"]["name"]) == ("created", "小贝")
    again = erp.put("buyers/", {"platform": "jd", "nick": "小贝", "name": "贝贝"}).json()
    assert (again["outcome"], again["buyer"]["region"]) == ("changed", "浙江")
    number = made["buyer"]["id"]
    assert erp.get(f"buyers/{number}/").json()["name"] == "贝贝"
    assert [one["id"] for one in erp.get("buyers/?nick=小贝").json()["results"]] == [number]
    assert erp.get("buyers/?platform=taobao").json()["results"] == []
    assert olegs.get(f"buyers/{number}/").status_code == 404
    assert olegs.get("buyers/").json()["results"] == []


def test_a_product_with_its_skus(erp: Program, olegs: Program) -> None:
    made = erp.put("products/", HOODIE).json()
    assert made["outcome"] == "created"
    shown = made["product"]
    assert {sku["code"]: sku["price_fen"] for sku in shown["skus"]} == {
        "MD-M": 15900,
        "MD-L": 15900,
    }
    assert erp.put("products/", HOODIE).json()["outcome"] == "unchanged"
    more = {"name": "棉朵卫衣", "price_fen": 14900, "skus": [{"code": "MD-M", "spec": "M"}]}
    changed = erp.put("products/", more).json()
    assert changed["fields"] == ["price_fen", "skus.MD-M"]
    assert len(changed["product"]["skus"]) == 2
    assert erp.get(f"products/{shown['id']}/").json() == changed["product"]
    assert olegs.get(f"products/{shown['id']}/").status_code == 404
    assert olegs.get("products/").json()["results"] == []


def test_a_sku_belongs_to_one_product(erp: Program) -> None:
    erp.put("products/", HOODIE)
    other = HOODIE | {"name": "别的", "skus": [{"code": "MD-M"}]}
    answer = erp.put("products/", other)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "sku_elsewhere")
    assert erp.get("products/?name=别的").json()["results"] == [], "nothing half stored"


def test_a_stock_note(erp: Program, olegs: Program) -> None:
    erp.put("products/", HOODIE)
    note = {"code": "MD-M", "stock_note": "余 26 件"}
    assert erp.put("skus/", note).json()["sku"]["stock_note"] == "余 26 件"
    assert erp.get("skus/?code=MD-M").json()["results"][0]["product"] == "棉朵卫衣"
    assert erp.put("skus/", {"code": "none"}).status_code == 404
    assert olegs.put("skus/", note).status_code == 404
    assert Sku.objects.get(code="MD-M").stock_note == "余 26 件"


ROW = {"size": "M", "height_cm": [160, 168]}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"size_chart": [ROW | {"height_cm": [168, 160]}]}, "chart_wrong"),
        ({"size_chart": [ROW, ROW]}, "chart_wrong"),
        ({"size_chart": [{"size": "M"}]}, "chart_wrong"),
        ({"size_chart": [ROW | {"height_cm": [1, 9]}]}, "request_wrong"),
        ({"colours": ["色"] * 101}, "request_wrong"),
        ({"price_fen": None}, "request_wrong"),
        ({"name": "没有价格的"}, "price_missing"),
    ],
)
def test_a_program_writes_no_product_that_the_page_would_refuse(
    erp: Program, said: dict[str, Any], code: str
) -> None:
    erp.put("products/", HOODIE)
    answer = erp.put("products/", {"name": HOODIE["name"]} | said)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert Product.objects.get().version == 1


def test_what_a_program_changed_is_on_record_as_by_hand(erp: Program) -> None:
    erp.put("products/", HOODIE)
    erp.put("products/", {"name": HOODIE["name"], "price_fen": 100})
    erp.put("products/", {"name": HOODIE["name"], "skus": [{"code": "MD-M", "spec": "M"}]})
    erp.put("skus/", {"code": "MD-M", "stock_note": "余 2 件"})
    product = Product.objects.get()
    entries = AuditEntry.objects.filter(target_type="product", target_id=str(product.pk))
    made, priced, worded, noted = entries.order_by("pk")
    assert (made.verb, priced.verb, worded.verb, noted.verb) == (
        "product.created",
        *["product.changed"] * 2,
        "sku.changed",
    )
    assert (priced.data["before"], priced.data["after"]) == (
        {"price_fen": 15900},
        {"price_fen": 100},
    )
    assert worded.data["skus"] == {"MD-M": {"before": {"spec": "燕麦色 M"}, "after": {"spec": "M"}}}
    assert noted.data["after"] == {"stock_note": "余 2 件"}
    assert undoable(product, priced.pk) == priced and undoable(product, worded.pk) is None


def test_couriers_and_prices(erp: Program, olegs: Program) -> None:
    assert erp.put("couriers/", {"code": "yto", "name": "圆通"}).json()["outcome"] == "created"
    assert erp.put("couriers/", {"code": "yto", "name": "圆通"}).json()["outcome"] == "unchanged"
    taken = erp.put("couriers/", {"code": "yt", "name": "圆通"})
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "courier_name_taken")
    price = {"courier": "yto", "province": "浙江", "first_kilo_fen": 300, "next_kilo_fen": 100}
    assert erp.put("courier-prices/", price).json()["promise_days"] is None
    assert erp.put("courier-prices/", price | {"courier": "sf"}).status_code == 404
    assert erp.put("courier-prices/", price | {"promise_days": 31}).status_code == 400
    [shown] = erp.get("couriers/").json()["results"]
    assert (shown["name"], [one["province"] for one in shown["prices"]]) == ("圆通", ["浙江"])
    assert olegs.get("couriers/").json()["results"] == []
    assert olegs.put("courier-prices/", price).status_code == 404


def test_a_parcel_and_its_scans(erp: Program, olegs: Program) -> None:
    assert erp.put("shipments/", PARCEL).status_code == 404, "its order comes first"
    erp.put("orders/T1/", ORDER)
    assert erp.put("shipments/", PARCEL).json()["outcome"] == "created"
    assert erp.put("shipments/", PARCEL).json()["outcome"] == "unchanged"
    scan = {"waybill": "YT1", "at": "2026-06-09T20:00:00+08:00", "text": "已揽收", "place": "绍兴"}
    stored = erp.post("scans/", {"scans": [scan, scan | {"waybill": "none"}]}).json()
    assert stored == {"orders": 1, "unknown": ["none"]}
    assert erp.post("scans/", {"scans": [scan]}).json() == {"orders": 0, "unknown": []}
    [shown] = erp.get("shipments/?order=T1").json()["results"]
    assert (shown["courier"], [one["text"] for one in shown["events"]]) == ("yto", ["已揽收"])
    assert erp.get("shipments/?waybill=YT1").json()["results"] == [shown]
    early = PARCEL | {"signed_at": "2026-06-01T00:00:00+08:00"}
    assert erp.put("shipments/", early).json()["error"]["code"] == "order_facts_wrong"
    assert olegs.get("shipments/").json()["results"] == []
    assert olegs.post("scans/", {"scans": [scan]}).json()["unknown"] == ["YT1"]
    assert Courier.objects.count() == 1


def test_lists_cost_the_same_however_long(erp: Program, django_assert_num_queries: Any) -> None:
    erp.put("orders/T1/", ORDER)
    for place in range(3):
        erp.put("buyers/", {"platform": "jd", "nick": f"n{place}"})
        erp.put("products/", HOODIE | {"name": f"p{place}", "skus": [{"code": f"c{place}"}]})
        erp.put("shipments/", PARCEL | {"waybill": f"YT{place}"})
    before = 2  # token, policy
    for path, own in (("buyers/", 1), ("products/", 2), ("skus/", 1), ("shipments/", 2)):
        with django_assert_num_queries(before + own):
            assert len(erp.get(path).json()["results"]) == 3
    with django_assert_num_queries(before + 2):
        erp.get("couriers/")
