"""Opening a receiver: for a reason, on record, within limits, never kept by a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.accounts.permissions import PERMISSIONS, Right
from helpdesk.commerce.actions import revealing
from helpdesk.commerce.actions.revealing import Revealed, reveal_receiver
from helpdesk.commerce.errors import (
    ReasonMissing,
    ReasonTooLong,
    ReceiverErased,
    ReceiverUnknown,
    RevealLimit,
)
from helpdesk.commerce.models import Order, Reveal
from helpdesk.commerce.receivers import NOTHING
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.conversations.test_panel import browser_of, panel_of
from tests.conversations.test_races import at_once
from tests.privacy.test_receivers_at_rest import stored

PHONE = "receiver_phone"


def look(member: Membership, order: Order, *fields: str, **more: Any) -> Revealed:
    said = {"reason": "call", "words": ""} | more
    return reveal_receiver(member=member, order_id=order.pk, fields=fields or (PHONE,), **said)


def limit(cast: Cast, **limits: int) -> None:
    value = {"per_hour": 20, "per_day": 60} | limits
    set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name="privacy.reveals", value=value, source=""
    )


def test_what_was_asked_for_and_nothing_else(cast: Cast) -> None:
    order = stored(cast)
    assert look(cast.mei, order) == Revealed({PHONE: "13812345678"}, 60)
    all_of_it = look(cast.mei, order, "receiver_address", PHONE, "receiver_name", "memo").values
    assert list(all_of_it.values()) == ["张小贝", "13812345678", "浙江省绍兴市越城区解放路1号"]


def test_who_which_what_and_why_is_on_record_and_the_number_is_not(cast: Cast) -> None:
    order = stored(cast)
    look(cast.mei, order, reason="courier", words="圆通 13911112222\n催件")
    entry = AuditEntry.objects.get(verb="order.receiver_revealed")
    assert (entry.actor_id, entry.target_id) == (cast.mei.user_id, str(order.pk))
    assert entry.data["which"] == [PHONE] and entry.data["number"] == order.number
    assert entry.data["reason"] == "找快递查件，圆通 139****2222 催件"
    assert "13812345678" not in str(entry.data) and "13911112222" not in str(entry.data)
    page = browser_of(cast.qin).get("/audit/", {"group": "receivers"})
    assert "小梅 看了订单 …7731 的手机：找快递查件" in page.content.decode()
    assert page.context["counts"] == [("小梅", 1)]


def test_counts_are_of_whoever_is_asked_for(cast: Cast) -> None:
    order = stored(cast)
    for member in (cast.mei, cast.mei, cast.tom):
        look(member, order)
    browser = browser_of(cast.lan)
    both = browser.get("/audit/", {"group": "receivers"}).context["counts"]
    assert both == [("小梅", 2), ("汤姆", 1)]
    toms = {"group": "receivers", "person": cast.tom.user_id}
    assert browser.get("/audit/", toms).context["counts"] == [("汤姆", 1)]
    assert browser.get("/audit/").context["counts"] == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": ""}, ReasonMissing),
        ({"reason": "because"}, ReasonMissing),
        ({"reason": "other", "words": " \n "}, ReasonMissing),
        ({"words": "x\x00"}, ReasonMissing),
        ({"words": "长" * 101}, ReasonTooLong),
    ],
)
def test_no_reason_no_look(cast: Cast, more: dict[str, str], problem: type[Exception]) -> None:
    order = stored(cast)
    with pytest.raises(problem):
        look(cast.mei, order, **more)
    with pytest.raises(ReasonMissing):
        look(cast.mei, order, "memo")
    assert not Reveal.objects.exists()


def test_where_there_is_nothing_it_says_so(cast: Cast) -> None:
    order = stored(cast, receiver_phone="")
    with pytest.raises(ReceiverUnknown):
        look(cast.mei, order)
    Order.objects.filter(pk=order.pk).update(**NOTHING, receiver_erased_at=clock.now())
    with pytest.raises(ReceiverErased):
        look(cast.mei, order, "receiver_name")
    assert not Reveal.objects.exists()


def test_by_the_hour_and_by_the_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    order = stored(cast)
    limit(cast, per_hour=2, per_day=3)
    start, passed = clock.now(), timedelta(0)
    monkeypatch.setattr(clock, "now", lambda: start + passed)
    look(cast.mei, order)
    passed = timedelta(minutes=30)
    look(cast.mei, order)
    with pytest.raises(RevealLimit) as refused:
        look(cast.mei, order)
    assert "一小时里您看了 2 次" in refused.value.said()
    assert "店长" in refused.value.advised() and "设置" in refused.value.advised()
    assert refused.value.retry_after == pytest.approx(30 * 60)
    look(cast.tom, order)  # each for themselves
    passed = timedelta(minutes=95)
    look(cast.mei, order)
    with pytest.raises(RevealLimit, match="24 小时里您看了 3 次"):
        look(cast.mei, order)
    passed = timedelta(hours=24, minutes=1)
    look(cast.mei, order)


def at_the_limit(cast: Cast) -> list[Any]:
    order = stored(cast, number="RACE")
    limit(cast, per_hour=1)
    return at_once(lambda: look(cast.mei, order), lambda: look(cast.mei, order))


@contextmanager
def lock_off() -> Iterator[None]:
    """No queue, and both count before either has looked."""
    gate, counted = threading.Barrier(2), revealing._within_limits

    def both_counted(member: Membership, at: datetime) -> None:
        counted(member, at)
        gate.wait(10)

    with (
        patch.object(revealing, "_one_look_at_a_time", lambda member: None),
        patch.object(revealing, "_within_limits", both_counted),
    ):
        yield


@pytest.mark.parametrize("locked", [True, False])
def test_two_at_once_at_the_limit_are_one_look(real_cast: Cast, locked: bool) -> None:
    if locked:
        results = at_the_limit(real_cast)
    else:
        with lock_off():
            results = at_the_limit(real_cast)
    refused = [one for one in results if isinstance(one, RevealLimit)]
    seen = [one for one in results if isinstance(one, Revealed)]
    expected = (1, 1) if locked else (2, 0)
    assert (len(seen), len(refused)) == expected, "with the lock off both believe that they may"
    entries = AuditEntry.objects.filter(shop=real_cast.shop, verb="order.receiver_revealed")
    assert entries.count() == len(seen) == Reveal.objects.filter(shop=real_cast.shop).count()


def test_the_answer_is_kept_by_nobody_and_no_page_has_it(cast: Cast) -> None:
    thread, order = cast.thread(), stored(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    page = panel_of(thread, cast.mei)
    assert "data-reveal" in page and "13812345678" not in page and "解放路" not in page
    browser = browser_of(cast.mei)
    address = f"/orders/{order.pk}/receiver/"
    answer = browser.post(address, {"field": [PHONE, "receiver_name"], "reason": "call"})
    assert answer.json() == {
        "values": {"receiver_name": "张小贝", PHONE: "13812345678"},
        "seconds": 60,
    }
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert browser.get(address).status_code == 405
    assert "13812345678" not in panel_of(thread, cast.mei)


def test_strangers_find_nothing_and_those_without_the_right_hear_why(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread, order = cast.thread(), stored(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    form = {"field": PHONE, "reason": "call"}
    address = f"/orders/{order.pk}/receiver/"
    assert browser_of(cast.oleg).post(address, form).status_code == 404
    refused = Right(False, True, True, PERMISSIONS["order.reveal"].label)
    monkeypatch.setitem(PERMISSIONS, "order.reveal", refused)
    answer = browser_of(cast.mei).post(address, form, headers={"Accept": "application/json"})
    assert answer.status_code == 403 and "主管" in answer.json()["error"]["message"]
    page = panel_of(thread, cast.mei)
    assert "138****5678" in page and "data-reveal" not in page.replace("data-revealed", "")
    assert not Reveal.objects.exists()


def test_over_the_limit_the_browser_is_told_when_to_come_back(cast: Cast) -> None:
    order = stored(cast)
    limit(cast, per_hour=1)
    browser = browser_of(cast.mei)
    form = {"field": PHONE, "reason": "call"}
    assert browser.post(f"/orders/{order.pk}/receiver/", form).status_code == 200
    answer = browser.post(f"/orders/{order.pk}/receiver/", form)
    assert answer.status_code == 429 and 3500 < int(answer["Retry-After"]) <= 3600
