"""The owner's page: what is saved, what is refused, what a buyer would be told now."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conversations.automatic.choosing import Answer
from conversations.automatic_form import held
from conversations.automatic_rules import ON, PRESETS, name_of
from helpdesk.accounts.models import AuditEntry, Membership, Policy
from helpdesk.accounts.opening_items import items
from helpdesk.accounts.policies import policies_of, value_of
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.clock import now
from tests.automatic.speaking import NINE_TO_SIX, speak
from tests.cast import PASSWORD, Cast, route
from tests.routing.people import at_work

PAGE = "opening-automatic"


def client_of(member: Membership) -> Client:
    client = Client()
    assert client.login(username=member.user.username, password=PASSWORD)
    return client


def saved(cast: Cast, member: Membership | None = None, **changed: str) -> Any:
    """Post the page as it stands with some fields changed (`greeting__zh` is greeting-zh)."""
    member = member or cast.lan
    fields = held(policies_of(cast.shop.pk)) | {"on": "on"}
    fields |= {name.replace("__", "-"): value for name, value in changed.items()}
    for name in (ON, "automatic.still_seconds", *map(name_of, Answer)):
        found = latest_version(cast.shop.pk, name)
        fields.setdefault(f"seen-{name}", str(found.pk if found else 0))
    fields = {name: value for name, value in fields.items() if value or name.endswith("-en")}
    return client_of(member).post(reverse(PAGE), fields)


def test_words_are_saved_as_a_version_with_a_record(cast: Cast) -> None:
    words = "{店名}收到了，{客服}马上来。{店名}谢谢您。"
    answer = saved(cast, greeting__zh=words, greeting__again="10", still__seconds="x")
    assert answer.status_code == 400 and "等多少秒" in answer.content.decode()
    answer = saved(cast, **{"greeting__zh": words, "greeting__again": "10", "still-seconds": "45"})
    assert answer.status_code == 302
    value = value_of(cast.shop.pk, "automatic.greeting")
    assert (value["zh"], value["again"], value["on"]) == (words, 10, True)
    assert value_of(cast.shop.pk, "automatic.still_seconds") == 45
    changed = AuditEntry.objects.filter(shop=cast.shop, verb="policy.changed")
    assert {entry.data["name"] for entry in changed} == {
        ON,
        "automatic.greeting",
        "automatic.still_seconds",
    }
    page = client_of(cast.lan).get(reverse(PAGE)).content.decode()
    assert words in page


def test_nothing_is_written_where_nothing_changes(cast: Cast) -> None:
    saved(cast)
    before = Policy.objects.filter(shop=cast.shop).count()
    saved(cast)
    assert Policy.objects.filter(shop=cast.shop).count() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("这里是{店铺}。", "{店铺} 不认识"),
        ("马上来。", "没有店名"),
        ("{客服}是{店名}的。", "带店名的那句还有 {客服}"),
        ("这里是{店名。", "花括号没有配成对"),
        ("这里是{店名}。" + "好" * 300, "最多 300 个"),
        ("", "没有写话"),
        ("{店名}：五星好评送红包。", "不能发给买家"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(cast: Cast, words: str, said: str) -> None:
    answer = saved(cast, busy__zh=words)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page and "忙线" in page and words in page
    assert latest_version(cast.shop.pk, ON) is None


def test_an_unknown_variable_of_an_english_text_gets_the_english_names(cast: Cast) -> None:
    page = saved(cast, busy__en="This is {store}.").content.decode()
    assert "{store}" in page and "{shop}" in page and "{reply_by}" in page


def test_a_colleagues_change_is_not_overwritten_unseen(cast: Cast) -> None:
    saved(cast, closed__zh="{店名}休息。")
    answer = saved(cast, **{"closed__zh": "{店名}打烊。", "seen-automatic.closed": "0"})
    assert answer.status_code == 409 and "{店名}休息。" in answer.content.decode()
    assert value_of(cast.shop.pk, "automatic.closed")["zh"] == "{店名}休息。"


def test_history_leads_back(cast: Cast) -> None:
    saved(cast, closed__zh="{店名}休息。")
    client = client_of(cast.lan)
    page = client.get(reverse("settings"), {"history": "automatic.closed"}).content.decode()
    assert "{店名}休息。" in page and PRESETS[Answer.CLOSED]["zh"] in page
    client.post(reverse("settings-restore"), {"rule": "automatic.closed", "version": "0"})
    assert value_of(cast.shop.pk, "automatic.closed") == PRESETS[Answer.CLOSED]


def test_only_who_may_set_the_shop_up_gets_there(cast: Cast) -> None:
    for name in (PAGE, "opening-automatic-try"):
        assert client_of(cast.mei).get(reverse(name)).status_code == 403
    assert saved(cast, cast.mei).status_code == 403


def preview(cast: Cast, answer: str, text: str, language: str = "zh") -> Any:
    fields = {"answer": answer, "text": text, "language": language}
    return client_of(cast.lan).post(reverse("opening-automatic-said"), fields).json()


def test_the_preview_says_what_a_buyer_reads_and_what_is_left_out(cast: Cast) -> None:
    told = preview(cast, "greeting", "这里是{店名}。{客服}来了。{排队位置}。")
    assert told["words"] == "这里是小满。小梅来了。" and told["left_out"] == ["{排队位置}。"]
    assert preview(cast, "busy", "这里是{店名}。{排队位置}。")["words"].endswith(
        "您前面还有 2 位，大约 4 分钟。"
    )
    assert "{店铺} 不认识" in preview(cast, "busy", "{店铺}")["problem"]
    english = preview(cast, "closed", "This is {shop}. Back {back}.", "en")
    assert english["words"].startswith("This is 小满. Back ") and english["problem"] == ""
    assert preview(cast, "nonsense", "x") == {"words": "", "left_out": [], "problem": ""}


def tried(cast: Cast, at: str = "") -> str:
    answer = client_of(cast.lan).get(reverse("opening-automatic-try"), {"at": at})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "at", ["0001-01-01", "0001-01-01T00:00", "9999-12-31", "9999-12-31T23:59", "2026-02-30", "x"]
)
def test_a_moment_that_nobody_can_try_is_tried_as_now(cast: Cast, at: str) -> None:
    assert "这不是一个时间" in tried(cast, at)


def test_trying_it_out_says_why(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 1})
    speak(cast.shop)
    assert "客服这会儿走开了" in tried(cast) and "一位客服也不在" in tried(cast)
    at_work(cast.mei)
    assert "小梅马上回您" in tried(cast) and "在营业，有客服在" in tried(cast)
    cast.thread()
    assert "下一位就是您" in tried(cast)
    cast.thread()
    page = tried(cast)
    assert "您前面还有 1 位" in page and "1 位买家在排队" in page


def test_an_english_owner_reads_what_a_chinese_buyer_would(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 1})
    speak(cast.shop)
    at_work(cast.mei)
    cast.thread()
    cast.thread()
    client = client_of(cast.lan)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("opening-automatic-try"), {"at": ""}).content.decode()
    assert "您前面还有 1 位" in page and "before you" not in page and "1 buyer" in page


def test_trying_another_time_reads_week_and_holidays(cast: Cast) -> None:
    speak(
        cast.shop,
        shop__business_hours=NINE_TO_SIX,
        shop__holidays=[{"date": "2026-10-01", "name": "国庆节", "times": []}],
    )
    page = tried(cast, "2026-10-01T10:00")
    assert "10-01 是「国庆节」，休息" in page and "明天 9:00 上班" in page
    assert "这不是一个时间" in tried(cast, "2026-13-01T10:00")


def test_trying_what_is_off_says_that_it_is_off(cast: Cast) -> None:
    assert "自动回复关着" in tried(cast)
    closed = {**PRESETS[Answer.CLOSED], "on": False}
    speak(cast.shop, shop__business_hours=[[]] * 7, automatic__closed=closed)
    page = tried(cast)
    assert "什么也不说" in page and "这一条没打开" in page and "自动回复关着" not in page


def test_the_opening_list_knows_whether_it_was_read(cast: Cast) -> None:
    item = next(one for one in items() if one.key == "automatic")
    assert item.tell(cast.shop).share == 0
    saved(cast)
    assert item.tell(cast.shop).share == 100


def test_a_rule_set_for_later_does_not_count_yet(cast: Cast) -> None:
    Policy.objects.create(
        shop=cast.shop,
        name=ON,
        value=True,
        source="",
        effective_from=now() + timedelta(days=1),
        set_at=now(),
    )
    assert policies_of(cast.shop.pk)[ON] is False
