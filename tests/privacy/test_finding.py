"""An order or a buyer by number, phone or nickname: this shop's only, masked, by POST."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.models import Conversation
from helpdesk.commerce.models import Buyer, Order
from helpdesk.commerce.search_words import read
from helpdesk.kernel.clock import now
from tests.budgets import questions
from tests.cast import Cast
from tests.conversations.test_panel import browser_of
from tests.privacy.test_receivers_at_rest import stored

Counted = Callable[[int], Any]

FIND_QUERIES = questions("finding")
"""Session, person, membership, number, tail, phone's tail, lines where found, buyers, threads."""


def found(cast: Cast, words: str, member: Any = None) -> str:
    answer = browser_of(member or cast.mei).post("/desk/find/", {"words": words})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


def bought(cast: Cast, **more: Any) -> tuple[Conversation, Order]:
    thread, order = cast.thread(), stored(cast, buyer_nick=None, **more)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    return thread, order


@pytest.mark.parametrize(
    "words",
    [
        *("2611207731", " 2611207731 ", "２６１１２０７７３１", "7731", "…7731", "*7731"),
        *("13812345678", "+86 138-1234-5678", "１３８１２３４５６７８", "138 1234 5678", "5678"),
    ],
)
def test_by_number_phone_or_their_ends(cast: Cast, words: str) -> None:
    thread, _order = bought(cast)
    page = found(cast, words)
    assert f'data-conversation="{thread.pk}"' in page and "…7731" in page
    assert "138****5678" in page and "13812345678" not in page and "2611207731" not in page


@pytest.mark.parametrize("words", ["13812345679", "8888", "1234567", "贝贝2", "261120773"])
def test_what_is_not_there_is_not_found(cast: Cast, words: str) -> None:
    bought(cast)
    assert 'role="option"' not in found(cast, words)


def test_the_starred_out_number_is_found_by_its_end(cast: Cast) -> None:
    bought(cast, receiver_phone="138****9911")
    assert 'role="option"' in found(cast, "9911")


def test_by_the_beginning_of_a_nickname(cast: Cast) -> None:
    thread = cast.thread()
    Buyer.objects.filter(pk=thread.buyer_id).update(nick="贝贝不吃香菜", name="贝贝不吃香菜")
    Buyer.objects.create(
        shop=cast.shop, name="贝贝爱吃", nick="贝贝爱吃", platform="jd", first_seen=now()
    )
    page = found(cast, "贝贝")
    assert page.count('role="option"') == 2 and page.count("data-conversation") == 1
    assert "没来聊过" in page
    assert found(cast, "贝贝不吃").count('role="option"') == 1


@pytest.mark.parametrize("words", ["2611207731", "7731", "13812345678", "5678", "贝贝不吃香菜"])
def test_another_shops_are_never_found(cast: Cast, words: str) -> None:
    thread, _ = bought(cast)
    Buyer.objects.filter(pk=thread.buyer_id).update(nick="贝贝不吃香菜")
    assert 'role="option"' in found(cast, words)
    assert found(cast, words, cast.oleg).strip() == ""


@pytest.mark.parametrize("words", ["", " ", "7", "…", "\x00"])
def test_too_short_says_what_to_type(cast: Cast, words: str) -> None:
    answer = browser_of(cast.mei).post(
        "/desk/find/", {"words": words}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "search_too_short"


def test_hostile_words_find_nothing(cast: Cast) -> None:
    bought(cast)
    for words in ("%%%%", "____", "' OR 1=1 --", "\U0010ffff" * 64, "x" * 5000):
        assert 'role="option"' not in found(cast, words)


def test_a_look_up_costs_the_same_however_many_there_are(
    cast: Cast, django_assert_num_queries: Counted
) -> None:
    for place in range(30):
        bought(cast, number=f"A{place}7731", receiver_phone=f"138000{place:02}7731")
    browser = browser_of(cast.mei)
    with django_assert_num_queries(FIND_QUERIES):
        page = browser.post("/desk/find/", {"words": "7731"}).content.decode()
    assert page.count('role="option"') == 20


MANY = """
INSERT INTO commerce_order (shop_id, number, platform, state, goods_fen, freight_fen, discount_fen,
    paid_fen, refunded_fen, created_at, flag, memo, province, receiver_phone_sealed, phone_hash,
    phone_tail_hash)
SELECT %s, 'M' || at, 'web', 'paid', 0, 0, 0, 0, 0, now() - at * interval '1 minute', 0, '', '',
    sealed, decode(md5(at::text) || '00000000', 'hex'),
    decode(md5((at %% 10000)::text) || '00000000', 'hex')
FROM generate_series(1, 20000) AS at,
    (SELECT decode('01' || repeat('ab', 40), 'hex') AS sealed) AS one
"""


def test_each_way_has_an_index(cast: Cast) -> None:
    stored(cast)
    with connection.cursor() as cursor:
        cursor.execute(MANY, [cast.shop.pk])
        cursor.execute("ANALYZE commerce_order")
        with CaptureQueriesContext(connection) as seen:
            for words in ("7731", "13812345678"):
                found(cast, words)
        plans = ""
        for query in seen.captured_queries:
            if 'FROM "commerce_order"' in query["sql"]:
                cursor.execute(f"EXPLAIN {query['sql']}")
                plans += "\n".join(line for (line,) in cursor.fetchall())
    for index in ("order_one_per_number", "order_by_tail", "order_by_phone_tail", "order_by_phone"):
        assert f"{index}\n" in plans or f"{index} " in plans, plans
    assert "Seq Scan on commerce_order" not in plans


def test_every_reading_of_what_was_typed() -> None:
    sought = read("…7731")
    assert sought is not None
    assert (sought.number_tail, sought.phone_tail, sought.phone) == ("7731", "7731", "")
    sought = read("+86 138 1234 5678")
    assert sought is not None and sought.phone == "13812345678" and sought.phone_tail == ""
    assert read("x") is None
