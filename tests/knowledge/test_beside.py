"""What the shop knows, beside a chat: of which product, what is open, what was asked already."""

from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from conversations.actions.looking import look_at_page
from conversations.actions.sending_cards import send_card
from conversations.actions.sessions import take_session
from conversations.actions.ticking import tick_question, untick_question
from conversations.models import AskedQuestion, Conversation
from conversations.queries.knowledge import knowledge_beside
from conversations.queries.product_beside import product_beside, said_in
from conversations.speaker import buyer_of
from helpdesk.commerce.models import Product
from helpdesk.commerce.queries.products import NAMED_SQL, named_in
from scripts_library.knowledge.actions.saving import Draft, save_sheet
from scripts_library.knowledge.errors import QuestionGone
from scripts_library.knowledge.models import ProductAlias, Sheet, SheetVersion
from scripts_library.knowledge.queries.listing import Wanted, product_page
from scripts_library.knowledge.queries.naming import ALIASED_SQL, aliased_in
from scripts_library.knowledge.subject import Subject
from tests.budgets import questions
from tests.cast import Cast, agent, send
from tests.knowledge.some import some_answer, some_product, stocked

Counted = Callable[[int], Any]


def beside(thread: Conversation) -> dict[str, Any]:
    said = said_in(thread)
    product = product_beside(thread, said)
    found: dict[str, Any] = knowledge_beside(thread, said, product, today=timezone.localdate())
    return dict(found["knowledge"])


def because(thread: Conversation) -> tuple[str, str]:
    found = product_beside(thread, said_in(thread))
    return (found.product.name if found.product else "", found.because)


def test_the_product_is_the_one_the_buyer_just_asks_about(cast: Cast) -> None:
    product = stocked(cast)
    shell = some_product(cast, "三防外套")
    thread = cast.thread("在吗")
    assert because(thread) == ("", "")
    send(buyer_of(cast.shop.pk), thread, "毛圈 卫衣会掉毛吗")
    assert because(thread) == (product.name, "said"), "by an alias, however it is spaced"
    send(agent(cast.mei), thread, "看您要哪件")
    assert because(thread) == (product.name, "spoken")
    send_card(
        actor=agent(cast.mei),
        conversation_id=thread.pk,
        client_id=uuid4(),
        card="product",
        about=shell.pk,
    )
    assert because(thread) == (shell.name, "card")
    send(buyer_of(cast.shop.pk), thread, "棉朵卫衣呢")
    assert because(thread) == (product.name, "said")


def test_what_is_asked_stands_open_with_its_key(cast: Cast) -> None:
    product = stocked(cast)
    some_answer(cast, product, "缩不缩水", "不缩。", asks=[])
    thread = cast.thread("棉朵卫衣会掉毛吗")
    found = beside(thread)
    assert [one.question for one in found["answers"]] == ["会不会起球"]
    assert [one.question for one in found["others"]] == ["缩不缩水"]
    assert not found["ways"][0].is_asked
    send(buyer_of(cast.shop.pk), thread, "拉链拉不动了")
    assert beside(thread)["ways"][0].is_asked


def test_without_a_product_only_what_whole_categories_answer(cast: Cast) -> None:
    some_answer(cast, some_product(cast), "会不会起球", "不会。")
    some_answer(cast, Subject(category="外套"), "能不能机洗", "能。", asks=[])
    thread = cast.thread("能机洗吗")
    found = beside(thread)
    assert found["product"] is None
    assert [one.question for one in found["answers"]] == ["能不能机洗"]
    assert not beside(cast.thread("会起球吗"))["answers"]


def test_ticks_stay_for_whoever_takes_the_chat(cast: Cast) -> None:
    stocked(cast)
    thread = cast.thread("棉朵卫衣我 165 110 斤")
    height, _weight, day = (one.key for one in beside(thread)["ticks"])
    assert [one.guess for one in beside(thread)["ticks"]] == ["165", "110", ""]

    def tick(member: Any, key: str, answer: str = "") -> AskedQuestion:
        return tick_question(
            actor=agent(member), conversation_id=thread.pk, category="卫衣", key=key, answer=answer
        )

    tick(cast.mei, height, "165")
    tick(cast.mei, day, "打 13800138000 说")
    take_session(actor=agent(cast.tom), conversation_id=thread.pk)
    found = beside(thread)
    rows = [one.row for one in found["ticks"]]
    assert rows[1] is None and found["ticked"] == 2
    assert (rows[0].answer, rows[0].member) == ("165", cast.mei)
    assert rows[2].answer == "打 138****8000 说"
    tick(cast.tom, height)
    assert AskedQuestion.objects.get(key=height).answer == "165", "a tick takes no words away"
    untick_question(actor=agent(cast.tom), conversation_id=thread.pk, key=height)
    assert not AskedQuestion.objects.filter(key=height).exists()
    with pytest.raises(QuestionGone):
        tick(cast.tom, "nothere")
    save_sheet(
        actor=cast.qin,
        kind="questions",
        subject=Subject(category="卫衣"),
        draft=Draft({"questions": [{"ask": "自己穿还是送人？"}]}),
        seen=Sheet.objects.get(kind="questions").edits,
    )
    asked = [one.ask for one in beside(thread)["ticks"]]
    assert asked == ["自己穿还是送人？", "哪天要穿？"], "what was asked stays to be seen"


def test_the_part_and_an_answer_by_the_desk(cast: Cast, django_assert_num_queries: Counted) -> None:
    product = stocked(cast)
    thread = cast.thread("棉朵卫衣会掉毛吗")
    desk, stranger = Client(), Client()
    desk.force_login(cast.mei.user)
    stranger.force_login(cast.oleg.user)
    part = f"/desk/{thread.pk}/knowledge/"
    desk.get(part)
    with django_assert_num_queries(questions("knowledge beside a chat")):
        page = desk.get(part).content.decode()
    for words in ("380 克精梳棉", "620 g", "秦越", "会不会起球", "FABE", "售前问一遍"):
        assert words in page, words
    script = beside(thread)["answers"][0].script_id
    said = desk.get(f"/desk/{thread.pk}/answers/{script}/").json()
    assert said["text"] == f"{product.name}用精梳棉。" and said["body"] == "{商品}用精梳棉。"
    assert stranger.get(f"/desk/{thread.pk}/answers/{script}/").status_code == 404
    url, key = f"/desk/{thread.pk}/ticks/", beside(thread)["ticks"][2].key
    ticked = desk.post(url, {"key": key, "category": "卫衣", "answer": "周六"})
    assert ticked.status_code == 200 and 'value="周六"' in ticked.content.decode()
    assert stranger.post(url, {"key": key, "category": "卫衣"}).status_code == 404
    gone = desk.post(url, {"key": "x", "category": "卫衣"}, headers={"accept": "application/json"})
    assert gone.status_code == 409 and "清单" in gone.json()["error"]["message"]


def test_ten_thousand_products_are_found_by_their_keys(cast: Cast) -> None:
    """Aliases and sheets by index; the list stops at the end of its page."""
    shop = cast.shop
    goods = Product.objects.bulk_create(
        Product(shop=shop, name=f"小满 第 {at:05} 件", kind="卫衣", price_fen=100)
        for at in range(10_000)
    )
    now = timezone.now()
    sheets = Sheet.objects.bulk_create(
        Sheet(
            shop=shop,
            kind="facts",
            product=one,
            state="approved",
            latest=1,
            live=1,
            checked_by=cast.qin,
            checked_at=now,
            created_at=now,
            changed_at=now,
        )
        for one in goods[::5]
    )
    SheetVersion.objects.bulk_create(
        SheetVersion(
            shop=shop,
            sheet=one,
            number=1,
            content={"material": "棉"},
            state="approved",
            author=cast.qin,
            at=now,
            reviewer=cast.qin,
            reviewed_at=now,
        )
        for one in sheets
    )
    ProductAlias.objects.bulk_create(
        ProductAlias(shop=shop, product=one, alias=alias)
        for at, one in enumerate(goods)
        for alias in (f"{at:05}号货", f"小满春款{at:05}", f"小满卫衣{at:05}")
    )
    with connection.cursor() as cursor:
        for table in ("sheet", "sheetversion", "productalias"):
            cursor.execute(f"ANALYZE scripts_library_{table}")
        cursor.execute("ANALYZE commerce_product")
    found = aliased_in(shop.pk, ["想看看 07777 号货"])
    assert found is not None and (found[0].name, found[1]) == ("小满 第 07777 件", 0)
    talk = ["小满春款什么时候有货", *("小满卫衣小满 第几件了呢" * 400,) * 40]
    found = named_in(shop.pk, ["小满 第 07777 件有吗", *talk])
    assert found is not None and (found[0].name, found[1]) == ("小满 第 07777 件", 0)
    for sql in (NAMED_SQL, ALIASED_SQL):  # by their first letters, by nothing else
        assert "_letters" in _plan(sql, {"shop": shop.pk, "said": "07777号货", "pieces": ["0777"]})
    took = min(
        _seconds(lambda: (named_in(shop.pk, talk), aliased_in(shop.pk, talk))) for _ in "123"
    )
    assert took < 0.3, "the worst that somebody can write, ten thousand names that begin alike"
    of_one = Sheet.objects.filter(shop=shop, product=goods[4000])
    assert "Seq Scan" not in of_one.explain()
    page = product_page(shop.pk, Wanted(view="bare", page=3), timezone.localdate())
    assert page.more and page.products[0].name == "小满 第 00126 件"


def _plan(sql: str, values: dict[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", values)
        return str(cursor.fetchall())


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def test_what_the_buyer_looks_at_comes_before_what_was_spoken_of(cast: Cast) -> None:
    stocked(cast)
    shell = some_product(cast, "三防外套")
    thread = cast.thread("棉朵卫衣")
    send(agent(cast.mei), thread, "在的")
    look_at_page(
        shop_id=cast.shop.pk,
        conversation_id=thread.pk,
        title="外套",
        address="https://shop.example/jacket",
        product=shell.name,
        ago=1,
    )
    assert because(thread) == (shell.name, "looking")
