"""A shop's rules of wording: written, changed, brought back, tried, as a table; at every door."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.utils import timezone

from conversations.actions.guarding import blocked_in
from conversations.actions.sending import send_message
from conversations.guard_errors import GuardBlocked
from helpdesk.accounts.audit import sentence_of
from helpdesk.accounts.errors import NotAllowed
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.workbook import workbook
from scripts_library import guard_shops
from scripts_library.actions.guarding import (
    restore_guard_rule,
    save_guard_rule,
    write_guard_rule,
)
from scripts_library.actions.importing_guard import keep_guard_table, write_guard_table
from scripts_library.actions.writing import write_script
from scripts_library.checks import findings_in
from scripts_library.drafts import Filing, Words
from scripts_library.errors import FieldWrong
from scripts_library.errors import GuardBlocked as ScriptBlocked
from scripts_library.guard_drafts import Draft, draft_of
from scripts_library.guard_errors import (
    GuardLevelTaken,
    GuardRuleChanged,
    GuardTableHeadings,
    GuardTableTooLong,
)
from scripts_library.guard_trials import tried_on_the_sent
from scripts_library.models import GuardRule, GuardRuleVersion
from scripts_library.tables.errors import PlanChanged
from tests.cast import Cast, agent, send

pytestmark = pytest.mark.django_db

PLAIN = "这款保价三十天的话看页面。"


def words(*said: str, **more: Any) -> Draft:
    facts = {"about": "promise", "level": "block", "why": "保价看页面"}
    return Draft(kind="words", words=said, **{**facts, **more})


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (words("保价", about="nothing"), "about"),
        (words(), "words"),
        (words("😊"), "words"),
        (words("保价", why=" "), "why"),
        (words("保价", level="ok"), "level"),
        (words("保价", rewrite="我们保价的"), "rewrite"),
        (words("保价", rewrite="好评返现", whole=True), "rewrite"),
        (words("保价", until="明天"), "until"),
        (words("保\x00价"), "words"),
        (words(*(f"词{at}" for at in range(201))), "words"),
        (Draft(kind="pattern", about="promise", pattern="(a+)+", why="为什么"), "pattern"),
        (Draft(kind="allow", words=("货",), why="为什么"), "words"),
        (Draft(kind="level", about="slang", level="warn"), "why"),
    ],
)
def test_a_form_that_is_not_well_names_its_field(cast: Cast, draft: Draft, field: str) -> None:
    with pytest.raises(FieldWrong) as wrong:
        write_guard_rule(actor=cast.qin, draft=draft)
    assert wrong.value.field == field
    assert not GuardRule.objects.exists()


def test_a_rule_counts_at_every_door_of_its_shop_alone_and_until_its_day(cast: Cast) -> None:
    thread = cast.thread("在吗")
    fields = {"speaker": agent(cast.mei), "conversation_id": thread.pk, "text": PLAIN}
    send_message(**fields, client_id=uuid4())
    with pytest.raises(NotAllowed):
        write_guard_rule(actor=cast.mei, draft=words("保价"))
    rule = write_guard_rule(actor=cast.qin, draft=words("保价", rewrite="价格", whole=False))

    with pytest.raises(GuardBlocked) as stopped:
        send_message(**fields, client_id=uuid4())
    hit = stopped.value.verdict.hits[0]
    assert (hit.text, hit.why, hit.rewrite) == ("保价", "保价看页面", "这款价格三十天的话看页面。")
    assert blocked_in(cast.shop.pk, PLAIN) is not None
    assert findings_in(cast.shop.pk, PLAIN)[0].level == "block"
    with pytest.raises(ScriptBlocked):
        own = Filing(scope="own")
        write_script(actor=cast.mei, words=Words("保价", PLAIN), filing=own, submit=True)
    assert blocked_in(cast.oleg.shop_id, PLAIN) is None

    yesterday = (timezone.localdate() - timedelta(days=2)).isoformat()
    over = words("保价", rewrite="价格", until=yesterday)
    rule = save_guard_rule(actor=cast.lan, rule_id=rule.pk, draft=over, seen=1)
    assert blocked_in(cast.shop.pk, PLAIN) is None
    off = words("保价", rewrite="价格", is_on=False)
    save_guard_rule(actor=cast.lan, rule_id=rule.pk, draft=off, seen=rule.latest)
    send_message(**fields, client_id=uuid4())


def test_two_people_and_the_way_back(cast: Cast) -> None:
    rule = write_guard_rule(actor=cast.qin, draft=words("保价"))
    save_guard_rule(actor=cast.lan, rule_id=rule.pk, draft=words("保价", "差价"), seen=1)
    with pytest.raises(GuardRuleChanged) as late:
        save_guard_rule(actor=cast.qin, rule_id=rule.pk, draft=words("降价"), seen=1)
    assert cast.lan.user.shown_name in late.value.said()
    restore_guard_rule(actor=cast.qin, rule_id=rule.pk, number=1, seen=2)
    rule.refresh_from_db()
    assert draft_of(rule.content).words == ("保价",)
    versions = GuardRuleVersion.objects.filter(rule=rule).order_by("number")
    assert list(versions.values_list("author", "restored_from")) == [
        (cast.qin.pk, None),
        (cast.lan.pk, None),
        (cast.qin.pk, 1),
    ]
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        versions.update(content={})
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="guard.rule")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "guard.rule_written",
        "guard.rule_changed",
        "guard.rule_restored",
    ]


def test_the_record_says_levels_and_switches_in_words(cast: Cast) -> None:
    rule = write_guard_rule(actor=cast.qin, draft=words("保价", level="block"))
    save_guard_rule(actor=cast.qin, rule_id=rule.pk, draft=words("保价", level="warn"), seen=1)
    off = words("保价", level="warn", is_on=False)
    save_guard_rule(actor=cast.qin, rule_id=rule.pk, draft=off, seen=2)
    told = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="guard.rule").order_by("pk")
    written, changed, switched = map(sentence_of, told)
    assert "（拦下）" in written and "（拦下 → 提醒）" in changed and switched.endswith("：关")


def test_levels_and_allowed_words_need_a_reason_and_spare_the_law_unless_it_is_said(
    cast: Cast,
) -> None:
    guard = lambda text: guard_shops.guard_of(cast.shop.pk).check(text).level  # noqa: E731
    level = Draft(kind="level", about="review_reward", level="hint", why="试试")
    rule = write_guard_rule(actor=cast.lan, draft=level)
    assert guard("好评返现") == "block"
    with pytest.raises(GuardLevelTaken):
        write_guard_rule(actor=cast.lan, draft=level)
    lower = Draft(kind="level", about="review_reward", level="hint", why="试试", law=True)
    save_guard_rule(actor=cast.lan, rule_id=rule.pk, draft=lower, seen=1)
    assert guard("好评返现") == "hint"
    entry = AuditEntry.objects.get(shop=cast.shop, verb="guard.rule_changed")
    assert entry.data["reason"] == "试试"
    assert guard("这款绝绝子香皂还有") == "warn"
    allow = Draft(kind="allow", words=("绝绝子香皂",), why="是商品名")
    write_guard_rule(actor=cast.lan, draft=allow)
    assert guard("这款绝绝子香皂还有") == "ok"


def test_what_another_process_changed_is_known_after_a_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redis told nobody: the number of changes is asked again."""
    guard_shops.guard_of(cast.shop.pk)
    monkeypatch.setattr(guard_shops, "forget", lambda _shop_id: None)
    write_guard_rule(actor=cast.qin, draft=words("保价"))
    held = guard_shops._held[cast.shop.pk]
    assert guard_shops.guard_of(cast.shop.pk).check(PLAIN).level == "ok"
    held.asked -= guard_shops.FRESH_SECONDS
    assert guard_shops.guard_of(cast.shop.pk).check(PLAIN).level == "block"


def test_a_draft_is_tried_on_what_was_sent(cast: Cast, django_assert_max_num_queries: Any) -> None:
    thread = cast.thread("保价吗")
    for text in (PLAIN, "好的，保价的，母亲节也算", "今天发"):
        send(agent(cast.mei), thread, text)
    draft = words("保价", exceptions=("母亲节",), level="hint")
    with django_assert_max_num_queries(6):
        trial = tried_on_the_sent(cast.shop.pk, draft, many=2000)
    assert (trial.many, trial.caught, trial.stopped) == (3, 1, 0)
    assert trial.examples[0].saying.words == PLAIN
    assert tried_on_the_sent(cast.oleg.shop_id, draft, many=2000).many == 0


def test_a_table_in_and_out_again_and_again(client: Client, cast: Cast) -> None:
    rule = write_guard_rule(actor=cast.qin, draft=words("保价", "差价"))
    client.force_login(cast.qin.user)
    out = client.get("/scripts/guard/export/?kind=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[1][4] == "保价、差价"
    rows[1][7] = "=看页面"
    head = rows[0]
    rows += [
        ["", "句式", "网络用语", "提醒", "亲{1,3}", *[""] * 2, "不叫亲", *[""] * 7],
        ["", "句式", "网络用语", "提醒", "(a+)+", *[""] * 2, "会卡", *[""] * 7],
        ["", "词", "没这类", "提醒", "甲", *[""] * 2, "为什么", *[""] * 7],
        ["", "词", "网络用语", "提醒", "差价、保价", *[""] * 2, "重复", *[""] * 7],
    ]
    file = io.BytesIO(workbook([tuple(row) for row in rows]))
    table = keep_guard_table(actor=cast.qin, file=file, name="规则.xlsx")
    page = client.get(f"/scripts/guard/import/{table.pk}/").content.decode()
    assert "没有尽头" in page and "是公式" in page and "和第 2 行重复" in page
    assert GuardRule.objects.count() == 1
    with pytest.raises(PlanChanged):
        counts = {"new": 2, "changed": 1, "same": 0, "wrong": 3}
        write_guard_table(actor=cast.qin, table_id=table.pk, seen=counts)
    counts = {"new": 1, "changed": 1, "same": 0, "wrong": 3}
    client.post(f"/scripts/guard/import/{table.pk}/", counts)
    rule.refresh_from_db()
    assert (rule.latest, draft_of(rule.content).why) == (2, "=看页面")
    again = io.BytesIO(client.get("/scripts/guard/export/").content)
    table = keep_guard_table(actor=cast.qin, file=again, name="规则.xlsx")
    same = {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert write_guard_table(actor=cast.qin, table_id=table.pk, seen=same) == same
    assert GuardRule.objects.count() == 2 and head[0] == "编号"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ("订单号,买家\n1,贝贝\n", GuardTableHeadings),
        (
            "哪一种,类别,级别,词或句式,为什么\n" + "词,网络用语,提醒,甲,乙\n" * 100_000,
            GuardTableTooLong,
        ),
    ],
)
def test_what_is_no_table_of_rules_is_refused_as_a_whole(
    cast: Cast, content: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        keep_guard_table(actor=cast.qin, file=io.BytesIO(content.encode()), name="x.csv")


def test_the_browser_gets_what_is_in_force_and_hears_when_nothing_is_new(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.mei.user)
    assert client.get("/scripts/guard/pack/").json() == {"revision": 0}
    write_guard_rule(actor=cast.qin, draft=words("保价"))
    write_guard_rule(actor=cast.qin, draft=words("差价", is_on=False))
    got = client.get("/scripts/guard/pack/")
    assert got.json()["revision"] == 2
    assert [one["why"] for one in got.json()["rules"]] == ["保价看页面"]
    again = client.get("/scripts/guard/pack/", headers={"If-None-Match": got["ETag"]})
    assert again.status_code == 304
    told = client.post("/scripts/guard/try/", {"sentence": PLAIN}).json()
    assert told["hits"][0]["text"] == "保价"
    assert client.post("/scripts/guard/trial/", {"kind": "words"}).status_code == 403
    assert client.get("/scripts/guard/new/").status_code == 403
