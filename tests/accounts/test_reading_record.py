"""The page of the record: newest first, narrowed, page by page, and quick with many rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry, Membership, Shop
from helpdesk.accounts.queries.audit import PAGE, AuditFilter, audit_page_of, narrowed
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def sentences(answer: Any) -> list[str]:
    return [line.sentence for line in answer.context["page"].lines]


def fill(shop: Shop, member: Membership, count: int) -> None:
    """Many entries, a minute apart, the last of them an hour ago."""
    start = datetime.now(UTC) - timedelta(minutes=count + 60)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            shop=shop,
            actor=member.user,
            actor_name=member.user.shown_name,
            verb="sign_in.succeeded" if number % 100 else "policy.changed",
            data={"target": f"第 {number} 件"},
            at=start + timedelta(minutes=number),
        )
        for number in range(count)
    )


def test_newest_first_in_sentences_with_what_it_touched(cast: Cast, signed_in: SignedIn) -> None:
    set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name="chat.recall_seconds", value=60, source=""
    )
    answer = signed_in(cast.qin).get("/audit/")
    said = sentences(answer)
    assert said[0] == "秦越 登录了"
    assert said[1] == "兰姐 改了规则：消息发出 60 秒内可以撤回"
    assert "/settings/?history=chat.recall_seconds" in answer.content.decode()
    assert said[-1] == "兰姐 开了店铺「小满」"


def test_an_agent_is_told_who_may_and_oleg_sees_his_own(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.mei).get("/audit/", headers={"Accept": "application/json"})
    assert answer.status_code == 403 and "主管、店长" in answer.json()["error"]["message"]
    assert not any("小满" in said for said in sentences(signed_in(cast.oleg).get("/audit/")))


def test_narrowed_by_person_kind_and_words(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    signed_in(cast.qin)
    by_qin = browser.get("/audit/", {"person": cast.qin.user_id})
    assert sentences(by_qin) == ["秦越 登录了"]
    people = browser.get("/audit/", {"group": "people"})
    assert len(sentences(people)) == 4 and all("加进店铺" in said for said in sentences(people))
    named = browser.get("/audit/", {"words": "汤"})
    assert sentences(named) == ["兰姐 把 汤姆 加进店铺，角色是客服"]
    assert sentences(browser.get("/audit/", {"person": "0"})) == []


def test_a_day_is_the_shops_day_and_both_ends_count(cast: Cast) -> None:
    fill(cast.shop, cast.mei, 1)
    late = datetime(2026, 6, 9, 23, 59, 59, tzinfo=SHANGHAI)
    AuditEntry.objects.create(shop=cast.shop, verb="shop.created", data={"target": "晚"}, at=late)
    ninth = AuditFilter(since=date(2026, 6, 9), until=date(2026, 6, 9))
    page = audit_page_of(cast.shop.pk, SHANGHAI, ninth)
    assert [line.sentence for line in page.lines] == ["系统 开了店铺「晚」"]
    tenth = AuditFilter(since=date(2026, 6, 10), until=date(2026, 6, 10))
    assert audit_page_of(cast.shop.pk, SHANGHAI, tenth).lines == []


@pytest.mark.parametrize(
    "query",
    [
        {"before": "x"},
        {"before": "9" * 40},
        {"before": "-1"},
        {"person": "x"},
        {"person": "9" * 40},
        {"group": "nothing"},
        {"since": "soon"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"words": "\x00"},
        {"words": "%"},
        {"words": "长" * 500},
    ],
)
def test_nonsense_narrows_nothing_and_breaks_nothing(
    cast: Cast, signed_in: SignedIn, query: dict[str, str]
) -> None:
    assert signed_in(cast.lan).get("/audit/", query).status_code == 200


def test_every_entry_once_over_the_pages(cast: Cast, signed_in: SignedIn) -> None:
    fill(cast.shop, cast.mei, 2 * PAGE)
    browser, seen, address = signed_in(cast.lan), [], "/audit/?"
    while address:
        answer = browser.get(address)
        seen += [line.id for line in answer.context["page"].lines]
        older = answer.context["older"]
        address = f"/audit/?{older}" if older else ""
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == AuditEntry.objects.filter(shop=cast.shop).count()


def test_filters_stay_over_the_pages(cast: Cast, signed_in: SignedIn) -> None:
    fill(cast.shop, cast.mei, 2 * PAGE)
    answer = signed_in(cast.lan).get("/audit/", {"person": cast.mei.user_id})
    assert f"person={cast.mei.user_id}" in answer.context["older"]


def plan_of(cast: Cast, wanted: AuditFilter) -> str:
    return narrowed(cast.shop.pk, SHANGHAI, wanted)[:PAGE].explain()


def test_ten_thousand_rows_cost_the_same_queries_and_walk_an_index(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    fill(cast.shop, cast.mei, 10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE accounts_auditentry")
    browser = signed_in(cast.lan)
    # Session, user, memberships, people, entries, whether the opening list is shown.
    with django_assert_num_queries(6):
        assert len(browser.get("/audit/").context["page"].lines) == PAGE
    middle = AuditEntry.objects.filter(shop=cast.shop).order_by("pk")[5_000].pk
    for wanted in (
        AuditFilter(),
        AuditFilter(before=middle),
        AuditFilter(person=cast.mei.user_id),
        AuditFilter(group="shop"),
    ):
        plan = plan_of(cast, wanted)
        assert "Index Scan" in plan and "Seq Scan" not in plan and "Sort" not in plan, plan
