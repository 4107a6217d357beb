"""The wizard's page: what it works out, what it opens, what it refuses without losing a word."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from aftersales.machine.words import Kind
from aftersales.models import Approval, Case, CaseEvent
from aftersales.policy_rules import RETURN_ADDRESS
from aftersales.wizard.language import language_for
from conversations.actions.recalling import recall_message
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order
from scripts_library.actions.starting import load_starter
from scripts_library.models import Script
from scripts_library.variables import Chat, values_for
from tests.aftersales.ordered import opened, ordered
from tests.cast import Cast
from tests.conversations.test_panel import Counted
from tests.files.sent import sent_file

SAID = "右袖口开线了"
QUERIES = 22
"""Session, person, membership; order, lines, cases; thread; pictures, messages; what it holds."""


def browser_of(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser


class Wizard:
    """The form of one order as Mei fills it."""

    def __init__(self, cast: Cast, member: Membership | None = None) -> None:
        self.cast, self.thread = cast, cast.thread(SAID)
        self.order = ordered(cast)
        Order.objects.filter(pk=self.order.pk).update(buyer=self.thread.buyer)
        self.browser = browser_of(member or cast.mei)
        self.filled: dict[str, Any] = {
            "order": self.order.pk,
            "conversation": self.thread.pk,
            "line": ["1"],
            "asker": "buyer",
            "cause": "quality",
            "words": "收到当天发现，没洗过",
            "way": "refund_part",
            "amount": "30",
            "amount_for": "refund_part",
            "decision": "agree",
        }

    def sent(self, do: str, *, script: bool = True, **more: Any) -> Any:
        headers = {"accept": "application/json"} if script else {}
        where = more.pop("where", reverse("case-new"))
        return self.browser.post(where, {**self.filled, **more, "do": do}, headers=headers)

    def page(self, do: str = "look", **more: Any) -> str:
        answer = self.sent(do, **more)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def case(self) -> Case:
        return Case.objects.get(shop=self.cast.shop, order=self.order)


@pytest.fixture
def wizard(cast: Cast) -> Wizard:
    return Wizard(cast)


def test_the_page_shows_the_order_its_chat_and_works_out_what_was_chosen(
    wizard: Wizard, django_assert_max_num_queries: Counted
) -> None:
    picture = sent_file(wizard.thread, name="袖口.png")
    with django_assert_max_num_queries(QUERIES):
        page = wizard.browser.get(
            reverse("case-new"), {"order": wizard.order.pk, "conversation": wizard.thread.pk}
        ).content.decode()
    assert SAID in page and f"/{picture.key}/full/" in page
    assert "云感连帽卫衣 燕麦色 M" in page and "快递找不到了" in page
    assert "选了原因，这里说谁出运费" in page
    sewn = wizard.page()
    assert (
        "运费：商家" in sewn
        and "消费者权益保护法第二十四条" in sewn
        and "开单并同意，¥30.00" in sewn
    )
    assert "先要两张" in sewn
    for way in ("部分退款", "换一件", "维修", "退货退款", "仅退款，全额"):
        assert way in sewn
    disliked = wizard.page(cause="dislike", way="return", amount_for="")
    assert "运费：买家" in disliked and "店里一共出" in disliked and "¥105.00" in disliked
    assert "发货前" not in disliked and "拆过、试过" not in disliked  # the law forbids that refusal
    recall_message(
        speaker=buyer_of(wizard.cast.shop.pk),
        conversation_id=wizard.thread.pk,
        seq=picture.seq or 0,
        client_id=uuid4(),
    )
    assert picture.key not in wizard.page()


def test_decided_on_the_spot_with_pictures_and_words_for_the_box(wizard: Wizard) -> None:
    load_starter(actor=wizard.cast.qin, languages=["zh"])
    picture = sent_file(wizard.thread)
    words = wizard.page().split('data-say data-focus="say"')[1].split(">", 1)[1].split("<", 1)[0]
    assert "退您 ¥30.00" in words and "{" not in words
    done = wizard.sent("save", seq=["1", str(picture.seq), "999"], say=words).json()
    case = wizard.case()
    assert (done["case"], done["next"]) == (str(case), reverse("case", args=[case.pk]))
    assert done["chat"] == reverse("desk-conversation", args=[wizard.thread.pk])
    assert done["words"] == words.strip()
    assert (case.kind, case.state, case.amount_fen) == (Kind.REFUND, "refunding", 3_000)
    first = CaseEvent.objects.get(case=case, version=1)
    assert [one["text"] for one in first.evidence] == ["1", str(picture.seq)]
    again = wizard.sent("save")
    assert again.status_code == 409 and f"没办完的售后单 {case}" in again.content.decode()
    assert Case.objects.filter(order=wizard.order).count() == 1


def test_the_words_are_in_the_buyers_language_or_the_one_that_was_chosen(wizard: Wizard) -> None:
    load_starter(actor=wizard.cast.qin, languages=["zh", "en"])
    assert "退您 ¥30.00" in wizard.page()  # the buyer writes Chinese
    chosen = wizard.page(language="en")
    assert "退您" not in chosen and "¥30.00" in chosen.split("data-say data-focus")[1]
    done = wizard.sent("save", language="en", say="Here you are").json()
    script, version = done["script"].split("/")
    assert Script.objects.get(pk=script).language == "en" and version == "1"


@pytest.mark.parametrize(
    ("chosen", "said", "interface", "language"),
    [
        ("en", ["你好"], "zh-hans", "en"),
        ("", ["👍", "Hello, my sleeve is torn", "你好"], "zh-hans", "en"),
        ("fr", ["size M 有吗", "hello"], "en", "zh"),
        ("", ["?", "12"], "en", "en"),
        ("", [], "zh-hans", "zh"),
    ],
)
def test_which_language(chosen: str, said: list[str], interface: str, language: str) -> None:
    assert language_for(chosen, said, interface=interface) == language


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"amount": "0.005"}, "要精确到分"),
    ({"amount": "104.01"}, "超过了最多可退的金额"),
    ({"amount": ""}, "还没填"),
    ({"cause": ""}, "选发生了什么"),
    ({"way": "", "amount_for": ""}, "选一个方案"),
    ({"line": []}, "选一个方案"),
    ({"words": "", "seq": ["77"]}, "买家的原话"),
    ({"decision": "offer"}, "选买家原来要的是什么"),
    ({"decision": "offer", "wanted": "return"}, "还缺：理由"),
    ({"amount": "60"}, "还缺：理由"),  # above the limit: only to be asked for
    ({"words": "长" * 501}, "超过 500 个字"),
]


def test_what_cannot_be_is_said_in_place_and_nothing_is_lost(wizard: Wizard) -> None:
    for change, why in WRONG:
        answer = wizard.sent("save", script=False, say="我写的话", given="", **change)
        page = answer.content.decode()
        assert answer.status_code == 400 and why in page, change
        assert "data-wizard" in page and change.get("words", "收到当天发现，没洗过") in page
        assert "我写的话" in page
    assert not Case.objects.filter(order=wizard.order).exists()


def test_above_the_limit_it_is_asked_for_and_another_way_is_offered(cast: Cast) -> None:
    asking = Wizard(cast)
    page = asking.page(way="refund_all", amount_for="")
    assert "超过您 ¥50.00 的额度" in page and "开单并送审" in page
    asking.sent("save", way="refund_all", amount="100", amount_for="refund_all", reason="照片清楚")
    assert asking.case().state == "applied"
    assert Approval.objects.get(case=asking.case()).reason == "照片清楚"
    offering = Wizard(cast)
    offering.sent("save", decision="offer", wanted="return", reason="小毛病，先问要不要留")
    case = offering.case()
    assert (case.kind, case.state) == (Kind.RETURN, "negotiating")
    assert case.amount_fen > 3_000 and (case.offer_kind, case.offer_fen) == (Kind.REFUND, 3_000)
    idea = Wizard(cast)
    idea.sent(
        "save",
        asker="shop",
        cause="late",
        way="goodwill",
        amount="5",
        amount_for="goodwill",
        words="",
        decision="offer",
        reason="晚了两天",
    )
    assert (idea.case().of_shop, idea.case().lines.count()) == (True, 0)


def test_whose_order_it_is(wizard: Wizard, cast: Cast) -> None:
    oleg = browser_of(cast.oleg)
    assert oleg.get(reverse("case-new"), {"order": wizard.order.pk}).status_code == 404
    assert oleg.post(reverse("case-new"), {**wizard.filled, "do": "save"}).status_code == 404
    assert wizard.browser.get(reverse("case-new")).status_code == 404
    other: Conversation = cast.thread("别人")
    answer = wizard.browser.get(
        reverse("case-new"), {"order": wizard.order.pk, "conversation": other.pk}
    )
    assert answer.status_code == 409 and "不是这个会话里的买家" in answer.content.decode()


def test_an_application_is_changed_by_its_rules(wizard: Wizard) -> None:
    case = opened(
        wizard.cast, wizard.order, kind=Kind.RETURN, amount_fen=9_000, words="不喜欢这个颜色"
    )
    where = reverse("case-change", args=[case.pk])
    shown = wizard.browser.get(where).content.decode()
    assert "不喜欢这个颜色" in shown and 'value="90.00"' in shown and "存下改动" in shown
    change = {"where": where, "way": "return", "amount_for": "return", "version": case.version}
    more = wizard.sent("save", **change, amount="95")
    assert more.status_code == 400 and "¥0.01 到 ¥90.00" in more.content.decode()
    assert wizard.sent("save", **change, amount="80").status_code == 200
    case.refresh_from_db()
    assert (case.amount_fen, case.edits, case.state) == (8_000, 1, "applied")
    late = wizard.sent("save", **change, amount="70")
    assert late.status_code == 409 and "刚被小梅动过" in late.content.decode()


def test_the_address_and_the_open_case_fill_scripts(wizard: Wizard, cast: Cast) -> None:
    where = reverse("return-address")
    assert browser_of(cast.mei).get(where).status_code == 403
    owner = browser_of(cast.lan)
    owner.post(where, {"address": " 绍兴市柯桥区  退货仓 ", "seen": "0"})
    assert "绍兴市柯桥区 退货仓" in owner.get(where).content.decode()
    assert "存下地址" in owner.post(where, {"address": "长" * 201, "seen": "0"}).content.decode()
    chat = Chat(cast.shop.pk, cast.mei.pk, wizard.thread.pk, "zh")
    assert values_for(chat)["refund"] is None
    opened(cast, wizard.order, kind=Kind.RETURN, amount_fen=9_000)
    told = values_for(chat)
    keys = ("refund", "freight_payer", "return_address", "return_days")
    assert [told[key] for key in keys] == ["¥90.00", "店里出", "绍兴市柯桥区 退货仓", "7"]
    assert RETURN_ADDRESS.startswith("aftersales.")


def test_the_order_beside_the_chat_leads_here(wizard: Wizard) -> None:
    panel = wizard.browser.get(f"/desk/{wizard.thread.pk}/panel/").content.decode()
    assert f'href="{reverse("case-new")}?order={wizard.order.pk}"' in panel
