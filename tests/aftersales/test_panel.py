"""The cases of an order beside the chat: what the holder of the chat reads of them."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from aftersales.actions.appealing import appeal
from aftersales.actions.negotiating import offer
from aftersales.doer import buyer_of, staff_of
from aftersales.machine.words import Kind, Verb
from aftersales.models import Deadline
from aftersales.queries.of_orders import case_parts
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import opened, ordered
from tests.cast import Cast
from tests.conversations.test_panel import panel_of


def shown(order: Order) -> list[Any]:
    return list(case_parts(order.shop_id, [order.pk])[order.pk].facts)


def test_what_it_waits_for_how_long_and_by_whose_rule(cast: Cast) -> None:
    order = ordered(cast)
    over = opened(cast, order)
    appeal(doer=buyer_of(cast.shop.pk), case_id=over.pk, verb=Verb.WITHDRAW)
    case = opened(cast, order, positions=(1, 2), amount_fen=9_000)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        open_one, ended = shown(order)
    assert len(asked) == 4
    assert (open_one.state, open_one.amount, open_one.about) == (
        "待商家答复",
        "¥90.00",
        "云感连帽卫衣 燕麦色 M +1",
    )
    assert open_one.left.startswith("剩 4 天 23 小时") and "淘宝" in open_one.why
    assert (ended.state, ended.is_open, ended.waits_for) == ("买家已撤销", False, "")
    offer(
        doer=staff_of(cast.mei), case_id=case.pk, kind=Kind.REFUND, amount_fen=1_000, reason="少点"
    )
    assert shown(order)[0].waits_for == "买家回应方案"
    Deadline.objects.filter(case=case, state="running").update(due_at=now() - timedelta(hours=1))
    assert shown(order)[0].is_late
    assert case_parts(cast.other_shop.pk, [order.pk]) == {}


def test_it_stands_in_the_panel_in_both_languages(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast)
    case = opened(cast, order)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    page = panel_of(thread, cast.mei)
    assert (
        str(case) in page
        and f"/cases/{case.pk}/" in page
        and "待商家答复" in page
        and "剩 4 天 23 小时" in page
    )
    with translation.override("en"):
        assert shown(order)[0].state == "Waiting for the shop's answer"
