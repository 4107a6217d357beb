"""Orders by program: stored again and again, found, read page by page, noted."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.scopes import SCOPES
from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.models import Buyer, Order
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.kernel.drf.paging import cursor_of
from tests.api.conftest import Program, program_of
from tests.cast import Cast
from tests.unchecked import unchecked

NEW: dict[str, Any] = {
    "platform": "taobao",
    "state": "paid",
    "created_at": "2026-06-09T10:00:00+08:00",
    "buyer_nick": "小贝",
    "goods_fen": 15900,
    "paid_fen": 15900,
    "receiver": {
        "name": "张小贝",
        "phone": "13812345678",
        "address": "浙江省绍兴市越城区中兴路 1 号",
    },
    "lines": [{"title": "棉朵卫衣", "spec": "燕麦色 M", "price_fen": 15900}],
}
MASKED = {"name": "张**", "phone": "138****5678", "address": "浙江省绍兴市越城区***"}

TEN_THOUSAND_SQL = """
INSERT INTO commerce_order (shop_id, number, platform, state, goods_fen, freight_fen, discount_fen,
    paid_fen, refunded_fen, created_at, flag, memo, province)
SELECT %s, 'T' || lpad(n::text, 8, '0'), 'taobao',
    CASE n %% 2 WHEN 1 THEN 'paid' ELSE 'shipped' END,
    0, 0, 0, 0, 0, '2026-01-01Z'::timestamptz + n / 3 * interval '1 minute', 0, '', ''
FROM generate_series(0, 9999) n"""


def many(cast: Cast, count: int) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    facts = [
        OrderFacts(
            number=f"T{place:08}",
            platform="taobao",
            state="paid" if place % 2 else "shipped",
            created_at=first + timedelta(minutes=place // 3),
        )
        for place in range(count)
    ]
    for start in range(0, count, 500):
        upsert_orders(actor=None, shop_id=cast.shop.pk, orders=facts[start : start + 500])


def numbers(program: Program, query: str) -> list[str]:
    """All pages of a list."""
    found: list[str] = []
    cursor = ""
    while True:
        page = program.get(f"orders/?{query}{cursor}").json()
        found += [one["number"] for one in page["results"]]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def test_stored_again_and_again(cast: Cast, erp: Program) -> None:
    made = erp.put("orders/T1/", NEW)
    assert (made.status_code, made.json()["outcome"]) == (200, "created")
    assert erp.put("orders/T1/", NEW).json() == {
        "number": "T1",
        "outcome": "unchanged",
        "fields": [],
    }
    changed = erp.put("orders/T1/", {"state": "shipped"}).json()
    assert (changed["outcome"], changed["fields"]) == ("changed", ["state"])
    order = Order.objects.get(shop=cast.shop, number="T1")
    assert (order.state, order.paid_fen, order.lines.count()) == ("shipped", 15900, 1)
    entry = AuditEntry.objects.filter(shop=cast.shop, verb="order.created").get()
    assert (entry.actor, entry.actor_name) == (None, "接口 ERP")


def test_what_is_personal_is_masked(cast: Cast, erp: Program) -> None:
    erp.put("orders/T1/", NEW)
    for shown in (erp.get("orders/T1/").json(), erp.get("orders/").json()["results"][0]):
        assert shown["receiver"] == MASKED | {"masked": True}
    assert not AuditEntry.objects.filter(verb="api.personal_read").exists()


def test_with_the_scope_it_is_open_and_on_record(cast: Cast, erp: Program) -> None:
    erp.put("orders/T1/", NEW)
    program = program_of(cast.lan, list(SCOPES))
    assert program.get("orders/T1/").json()["receiver"] == NEW["receiver"] | {"masked": False}
    assert program.get("orders/").json()["results"][0]["receiver"]["phone"] == "13812345678"
    assert AuditEntry.objects.filter(shop=cast.shop, verb="api.personal_read").count() == 2
    noted = program.post("orders/T1/flag/", {"flag": 1}).json()
    assert noted["receiver"] == MASKED | {"masked": True}, "answers that are kept hold none of it"


def test_masks_are_not_written_back(erp: Program) -> None:
    erp.put("orders/T1/", NEW)
    shown = erp.get("orders/T1/").json()["receiver"]
    del shown["masked"]
    answer = erp.put("orders/T1/", {"receiver": shown})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "masked_written_back")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"created_at": "2026-06-09T10:00:00"}, "created_at"),
        ({"created_at": "0001-01-01T00:00:00+08:00"}, "created_at"),
        ({"paid_fen": -1}, "paid_fen"),
        ({"paid_fen": 1.5}, "paid_fen"),
        ({"state": "gone"}, "state"),
        ({"lines": [{"title": "x"}, {"title": "y", "quantity": 0}]}, "lines.1.quantity"),
        ({"memo": "a\x00b"}, "memo"),
        ({"memo": "\ud800"}, "memo"),
        ({"receiver": {"phone": "1" * 40}}, "receiver.phone"),
    ],
)
def test_the_wrong_field_is_named(erp: Program, change: dict[str, Any], field: str) -> None:
    answer = erp.put("orders/T1/", NEW | change)
    assert answer.status_code == 400
    assert f"「{field}」" in answer.json()["error"]["message"]
    assert not Order.objects.exists()


def test_a_new_order_needs_to_say_what_it_is(erp: Program) -> None:
    answer = erp.put("orders/T1/", {"state": "paid"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "order_facts_wrong")


def test_narrowed(cast: Cast, erp: Program) -> None:
    many(cast, 30)
    erp.put("orders/X-7731/", NEW)
    buyer = Buyer.objects.get(shop=cast.shop, nick="小贝")
    assert numbers(erp, "number=T00000003") == ["T00000003"]
    assert numbers(erp, "tail=7731") == ["X-7731"]
    assert numbers(erp, f"buyer={buyer.pk}") == ["X-7731"]
    assert len(numbers(erp, "state=shipped")) == 15
    since, until = "2026-01-01T00:02:00Z", "2026-01-01T00:03:00%2B00:00"
    assert sorted(numbers(erp, f"created_from={since}&created_to={until}")) == [
        "T00000006",
        "T00000007",
        "T00000008",
    ]


def test_a_program_keeps_up_by_what_changed(cast: Cast, erp: Program) -> None:
    many(cast, 5)
    mark = Order.objects.get(number="T00000004").changed_at
    erp.post("orders/T00000001/memo/", {"memo": "退款"})
    erp.put("orders/T00000000/", {"state": "signed"})
    query = f"sort=changed&changed_from={mark.isoformat().replace('+', '%2B')}"
    assert numbers(erp, query)[-2:] == ["T00000001", "T00000000"]


@pytest.mark.parametrize("sort", ["newest", "changed"])
def test_pages_neither_skip_nor_repeat(cast: Cast, erp: Program, sort: str) -> None:
    many(cast, 40)
    Order.objects.filter(shop=cast.shop).update(state="paid")
    found = numbers(erp, f"limit=7&sort={sort}")
    assert len(found) == 40 and len(set(found)) == 40
    if sort == "newest":
        assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("cursor", ["x", "e30", "🙂", "WyJpZCIsIiIsMV0", "a" * 300])
def test_a_cursor_that_we_never_gave(erp: Program, cursor: str) -> None:
    answer = erp.get(f"orders/?cursor={cursor}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "cursor_wrong")


def test_a_list_costs_the_same_however_long(
    cast: Cast, erp: Program, django_assert_num_queries: Any
) -> None:
    erp.put("orders/T1/", NEW)
    many(cast, 60)
    erp.get("orders/")  # notes the token's use of this minute
    with django_assert_num_queries(5):  # token, policy, orders with buyers, lines, payments
        assert len(erp.get("orders/").json()["results"]) == 50


def test_a_page_of_ten_thousand_reads_a_page_of_the_index(cast: Cast, erp: Program) -> None:
    with unchecked(), connection.cursor() as cursor:
        cursor.execute(TEN_THOUSAND_SQL, [cast.shop.pk])
        cursor.execute("ANALYZE commerce_order")
    middle = Order.objects.get(number="T00005000")
    place = cursor_of("created_at", middle.created_at.isoformat(), middle.pk)
    with CaptureQueriesContext(connection) as asked:
        assert len(erp.get(f"orders/?cursor={place}").json()["results"]) == 50
    [statement] = [one["sql"] for one in asked if "LIMIT 51" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        plan = str(cursor.fetchone()[0])
    assert "order_newest" in plan and "'Sort'" not in plan
    assert (
        int(re.findall(r"'Rows Removed by Filter': (\d+)", plan + "'Rows Removed by Filter': 0")[0])
        < 10
    )
    assert len(numbers(erp, "limit=200&state=paid")) == 5000


def test_flag_and_memo_with_what_one_saw(cast: Cast, erp: Program) -> None:
    erp.put("orders/T1/", NEW)
    assert erp.post("orders/T1/flag/", {"flag": 1, "expected": 0}).json()["flag"] == 1
    late = erp.post("orders/T1/flag/", {"flag": 2, "expected": 0})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "order_changed_meanwhile")
    assert erp.post("orders/T1/memo/", {"memo": "改单号"}).json()["memo"] == "改单号"
    late = erp.post("orders/T1/memo/", {"memo": "x", "expected": ""})
    assert late.status_code == 409
    entry = AuditEntry.objects.get(shop=cast.shop, verb="order.flag_set")
    assert (entry.actor, entry.actor_name) == (cast.lan.user, "兰姐（接口 ERP）")


def test_a_batch_reports_row_by_row(cast: Cast, erp: Program) -> None:
    rows = [
        NEW | {"number": "T1"},
        {"number": "T2", "state": "paid"},
        NEW | {"number": "T3", "flag": 99},
        {"state": "paid"},
        "what",
        NEW | {"number": "T1"},
    ]
    told = erp.post("order-batches/", {"orders": rows}).json()
    assert told["counts"] == {"created": 1, "changed": 0, "unchanged": 1, "refused": 4}
    assert [row["row"] for row in told["rows"]] == list(range(6))
    assert [row["error"] and row["error"]["code"] for row in told["rows"]] == [
        None,
        "order_facts_wrong",
        "request_wrong",
        "request_wrong",
        "request_wrong",
        None,
    ]
    assert list(Order.objects.filter(shop=cast.shop).values_list("number", flat=True)) == ["T1"]


@pytest.mark.parametrize("body", [{}, [], {"orders": []}, {"orders": "x"}, {"orders": [{}] * 501}])
def test_a_batch_that_is_none(erp: Program, body: Any) -> None:
    answer = erp.post("order-batches/", body)
    assert answer.status_code == 400 and "「orders」" in answer.json()["error"]["message"]


def test_another_shops_order_does_not_exist(cast: Cast, erp: Program, olegs: Program) -> None:
    erp.put("orders/T1/", NEW)
    assert olegs.get("orders/T1/").status_code == 404
    assert olegs.post("orders/T1/flag/", {"flag": 1}).status_code == 404
    assert olegs.post("orders/T1/memo/", {"memo": "x"}).status_code == 404
    assert olegs.get("orders/").json()["results"] == []
    buyer = Buyer.objects.get(shop=cast.shop)
    assert olegs.get(f"orders/?buyer={buyer.pk}").json()["results"] == []
    assert olegs.put("orders/T1/", NEW).json()["outcome"] == "created"
    assert Order.objects.filter(number="T1").count() == 2


@pytest.mark.parametrize("number", ["%00", "a%00b", "%ED%A0%80", "x" * 400, "🙂"])
def test_a_number_that_nobody_has(erp: Program, number: str) -> None:
    assert erp.get(f"orders/{number}/").status_code == 404


def test_deposit_and_balance_add_up_to_what_was_paid(erp: Program) -> None:
    parts = [
        {
            "fen": 5000,
            "paid_at": "2026-06-09T10:05:00+08:00",
            "part": "deposit",
            "method": "支付宝",
        },
        {"fen": 10900, "paid_at": "2026-06-12T20:00:00+08:00", "part": "balance"},
    ]
    new = {name: value for name, value in NEW.items() if name != "paid_fen"}
    assert erp.put("orders/P1/", {**new, "payments": parts}).status_code in {200, 201}
    kept = erp.get("orders/P1/").json()
    assert kept["paid_fen"] == 15900
    assert [(one["fen"], one["part"]) for one in kept["payments"]] == [
        (5000, "deposit"),
        (10900, "balance"),
    ]
    again = erp.put("orders/P1/", {**new, "payments": parts}).json()
    assert again["outcome"] == "unchanged"
    wrong = erp.put("orders/P1/", {"payments": parts, "paid_fen": 1})
    assert wrong.status_code == 400 and "payments" in wrong.json()["error"]["message"]
