"""The owner's pages: making, trying, the log, sending again; and who may not."""

import html
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations.actions.recalling import recall_message
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.actions.settling import settle
from helpdesk.integrations.gateways.posting import Outcome
from helpdesk.integrations.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from helpdesk.integrations.signing import secret_of
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.integrations.conftest import deliveries_of, endpoint_of

NEW = {
    "address": "https://erp.example.com/helpdesk",
    "description": "发货系统",
    "kinds": ["order.changed", "message.sent", "no.such.kind"],
}


def browser_of(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser


@pytest.fixture
def lan(cast: Cast) -> Client:
    return browser_of(cast.lan)


def text(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def made(lan: Client, **more: Any) -> WebhookEndpoint:
    answer = lan.post(reverse("webhook-new"), NEW | more)
    assert answer.status_code == 302, text(answer)
    return WebhookEndpoint.objects.order_by("-pk")[0]


def test_a_new_address_shows_its_secret_once(lan: Client, cast: Cast) -> None:
    endpoint = made(lan)
    assert endpoint.kinds == ["order.changed", "message.sent"] and endpoint.shop == cast.shop
    secret = secret_of(cast.shop.pk, endpoint.secret_nonce)
    page = reverse("webhook", args=[endpoint.pk])
    assert secret in text(lan.get(page))
    assert secret not in text(lan.get(page))
    entry = AuditEntry.objects.get(shop=cast.shop, verb="webhook.made")
    assert secret not in str(entry.data) and entry.data["target"] == "发货系统"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "http://erp.example.com/"}, "推送只走 https"),
        ({"address": "https://10.0.0.1/"}, "10.0.0.1 是内网的地址"),
        ({"address": "https://erp.example.com:22/"}, "22 端口"),
        ({"address": "发货"}, "这不是能收推送的地址"),
        ({"kinds": []}, "还没有选要推送什么"),
        ({"description": "长" * 81}, "备注最多 80 个字"),
    ],
)
def test_what_is_wrong_is_said_beside_it(lan: Client, wrong: dict[str, Any], said: str) -> None:
    answer = lan.post(reverse("webhook-new"), NEW | wrong)
    assert answer.status_code == 400 and said in text(answer)
    assert not WebhookEndpoint.objects.filter(state="active", address=NEW["address"]).exists()
    if "address" in wrong:
        assert wrong["address"] in text(answer), "what was typed is still there"


def test_twenty_addresses_are_enough(lan: Client, cast: Cast) -> None:
    for _ in range(20):
        endpoint_of(cast.lan)
    assert "最多 20 个" in text(lan.post(reverse("webhook-new"), NEW))


def test_changing_pausing_resuming_removing(lan: Client, cast: Cast) -> None:
    endpoint = made(lan)
    here = [endpoint.pk]
    lan.post(reverse("webhook-change", args=here), NEW | {"kinds": ["session.taken"]})
    lan.post(reverse("webhook-pause", args=here))
    assert "暂停时发生的事不留" in text(lan.get(reverse("webhook", args=here)))
    lan.post(reverse("webhook-resume", args=here))
    endpoint.refresh_from_db()
    assert endpoint.kinds == ["session.taken"] and endpoint.state == "active"
    lan.post(reverse("webhook-remove", args=here))
    assert lan.get(reverse("webhook", args=here)).status_code == 404
    assert "还没有推送地址" in text(lan.get(reverse("webhooks")))
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="webhook.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        *("webhook.made", "webhook.changed", "webhook.paused", "webhook.resumed"),
        "webhook.removed",
    ]


def test_a_new_secret_is_shown_once(lan: Client, cast: Cast) -> None:
    endpoint = made(lan)
    page = reverse("webhook", args=[endpoint.pk])
    lan.get(page)
    lan.post(reverse("webhook-secret", args=[endpoint.pk]))
    before = endpoint.secret_nonce
    endpoint.refresh_from_db()
    assert endpoint.previous_nonce == before != endpoint.secret_nonce
    assert secret_of(cast.shop.pk, endpoint.secret_nonce) in text(lan.get(page))
    assert "旧密钥到" in text(lan.get(page))


def test_a_try_is_shown_in_place(lan: Client) -> None:
    endpoint = made(lan)
    answer = lan.post(reverse("webhook-test", args=[endpoint.pk]))
    assert answer.status_code == 302
    page = answer["Location"]
    assert "正在送" in text(lan.get(page))
    [claimed] = claim_due(room=1)
    settle(claimed=claimed, outcome=Outcome(code=418, problem="refused", answer="我是茶壶"))
    shown = text(lan.get(page))
    assert "对方回答 418" in shown and "我是茶壶" in shown
    piece = text(lan.get(reverse("webhook-result", args=[claimed.id])))
    assert "data-waiting" not in piece and "我是茶壶" in piece


def test_the_log_is_narrowed_and_paged(lan: Client, cast: Cast) -> None:
    endpoint_of(cast.lan, description="甲")
    other = endpoint_of(cast.lan, description="乙", kinds=("message.sent",)).endpoint
    for _ in range(30):
        cast.thread()
    [claimed] = claim_due(room=1)
    settle(claimed=claimed, outcome=Outcome(code=200))
    log = reverse("webhook-log")
    first = text(lan.get(log))
    assert first.count("hook-log__what") == 50 and "更早的" in first
    assert text(lan.get(log, {"state": "delivered"})).count("hook-log__what") == 1
    assert text(lan.get(log, {"endpoint": other.pk})).count("hook-log__what") == 30
    assert text(lan.get(log, {"kind": "conversation.started"})).count("hook-log__what") == 30
    assert "没有这样的推送" in text(lan.get(log, {"state": "merged"}))
    ids = deliveries_of(cast.lan)
    older = text(lan.get(log, {"before": ids[10].pk}))
    assert older.count("hook-log__what") == 10 and "回到最新" in older
    for odd in ({"before": "9" * 30}, {"endpoint": "x"}, {"state": "no"}, {"before": "-1"}):
        assert lan.get(log, odd).status_code == 200


def test_one_delivery_shows_all_of_it(lan: Client, cast: Cast) -> None:
    endpoint_of(cast.lan, kinds=("conversation.started",))
    cast.thread()
    [claimed] = claim_due(room=1)
    settle(claimed=claimed, outcome=Outcome(code=500, problem="refused", answer="<b>坏了</b>"))
    page = text(lan.get(reverse("webhook-delivery", args=[claimed.id])))
    for name, value in claimed.headers.items():
        assert name in page and value in page
    assert claimed.body.decode() in page and "<b>坏了</b>" in page
    raw = lan.get(reverse("webhook-delivery", args=[claimed.id])).content.decode()
    assert "<b>坏了</b>" not in raw


def test_the_signature_of_an_older_secret_is_not_made_up(lan: Client, cast: Cast) -> None:
    endpoint = endpoint_of(cast.lan, kinds=("conversation.started",)).endpoint
    cast.thread()
    [claimed] = claim_due(room=1)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        secret_made_at=clock.now() + timedelta(seconds=1)
    )
    page = text(lan.get(reverse("webhook-delivery", args=[claimed.id])))
    assert "v1=…" in page and claimed.headers["Helpdesk-Signature"] not in page


def test_words_taken_back_are_not_in_the_log(lan: Client, cast: Cast) -> None:
    endpoint_of(cast.lan, kinds=("message.sent",))
    thread = cast.thread("我的密码是 swordfish")
    recall_message(
        speaker=buyer_of(cast.shop.pk), conversation_id=thread.pk, seq=1, client_id=uuid4()
    )
    [row] = deliveries_of(cast.lan)
    page = text(lan.get(reverse("webhook-delivery", args=[row.pk])))
    assert "swordfish" not in page and "后来撤回了" in page


def test_sending_again_from_the_pages(lan: Client, cast: Cast) -> None:
    endpoint = endpoint_of(cast.lan, kinds=("conversation.started",)).endpoint
    for _ in range(3):
        cast.thread()
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    rows.update(state="failed", attempts=8)
    first = rows.order_by("pk")[0]
    lan.post(reverse("webhook-redeliver-one", args=[first.pk]))
    assert rows.filter(state="waiting").count() == 1
    answer = lan.post(reverse("webhook-redeliver", args=[endpoint.pk]), {"hours": "24"})
    assert "again=2" in answer["Location"]
    assert rows.filter(state="waiting").count() == 3
    assert "2 条排上队重送了" in text(lan.get(answer["Location"]))
    lan.post(reverse("webhook-redeliver", args=[endpoint.pk]), {"hours": "forever"})


def test_an_insider_without_the_right_is_told_who_has_it(cast: Cast) -> None:
    endpoint = endpoint_of(cast.lan).endpoint
    for member in (cast.mei, cast.qin):
        browser = browser_of(member)
        for name, args in (("webhooks", []), ("webhook", [endpoint.pk]), ("webhook-log", [])):
            answer = browser.get(reverse(name, args=args))
            assert answer.status_code == 403 and "店长" in text(answer)
        assert browser.post(reverse("webhook-remove", args=[endpoint.pk])).status_code == 403


def test_another_shops_delivery_does_not_exist(cast: Cast) -> None:
    endpoint = endpoint_of(cast.lan).endpoint
    cast.thread()
    row = deliveries_of(cast.lan)[0]
    oleg = browser_of(cast.oleg)
    for name in ("webhook-delivery", "webhook-result"):
        assert oleg.get(reverse(name, args=[row.pk])).status_code == 404
    assert oleg.post(reverse("webhook-test", args=[endpoint.pk])).status_code == 404
    own = endpoint_of(cast.oleg).endpoint
    assert "正在送" not in text(oleg.get(reverse("webhook", args=[own.pk]), {"test": row.pk}))


def queries(lan: Client, name: str, *args: int) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert lan.get(reverse(name, args=args)).status_code == 200
    return len(seen)


def test_ten_thousand_deliveries_cost_no_more_queries_than_ten(lan: Client, cast: Cast) -> None:
    endpoint = endpoint_of(cast.lan, kinds=("conversation.started",)).endpoint
    for _ in range(10):
        cast.thread()
    pages = [("webhooks",), ("webhook", endpoint.pk), ("webhook-log",)]
    few = [queries(lan, *page) for page in pages]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH e AS (
                INSERT INTO integrations_webhookevent
                    (key, shop_id, kind, subject, payload, created_at)
                SELECT gen_random_uuid(), %(shop)s, 'message.sent', '', '{}', now()
                FROM generate_series(1, 10000) RETURNING id)
            INSERT INTO integrations_webhookdelivery (key, shop_id, endpoint_id, event_id, kind,
                state, attempts, attempts_before, due_at, created_at, problem, answer)
            SELECT gen_random_uuid(), %(shop)s, %(endpoint)s, id, 'message.sent',
                (ARRAY['delivered', 'failed', 'waiting'])[1 + id %% 3], 0, 0, now(), now(), '', ''
            FROM e
            """,
            {"shop": cast.shop.pk, "endpoint": endpoint.pk},
        )
    assert WebhookEvent.objects.filter(shop=cast.shop).count() == 10010
    assert [queries(lan, *page) for page in pages] == few
    assert few == [6, 7, 6], "session, person, place, opening list, and what the page is of"
