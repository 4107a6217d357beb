"""A buyer follows a case on their page, does what is theirs, and reads no word of the desk."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aftersales.actions.answering import agree, refuse
from aftersales.actions.approving import ask_approval
from aftersales.actions.negotiating import offer
from aftersales.causes import Cause, Refusal
from aftersales.doer import staff_of
from aftersales.evidence import evidence_from
from aftersales.machine.words import Kind, State
from aftersales.models import Approval, Case, CaseEvent, CaseFile, Deadline
from aftersales.policy_rules import RETURN_ADDRESS
from aftersales.views import buyer_door
from conversations.actions.storing_files import attachment_storage
from conversations.case_addresses import case_address, opening_address, signed
from conversations.file_rules import FILE_MB, IMAGE_MB, PER_MESSAGE
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from helpdesk.realtime.limits import Buckets
from tests.aftersales.ordered import fresh, opened, ordered, running
from tests.cast import Cast
from tests.files.handed import ruled
from tests.files.made import photo_with_place


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has tried anything yet."""
    monkeypatch.setattr(buyer_door, "_by_page", Buckets())


def page_of(cast: Cast, case: Case) -> str:
    return case_address(cast.shop.slug, str(case.key))


def read(cast: Cast, case: Case, lang: str = "zh-hans") -> str:
    answer = Client().get(f"{page_of(cast, case)}?lang={lang}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode()


def do(cast: Cast, case: Case, deed: str, version: int | None = None, **more: Any) -> Any:
    said = {"do": deed, "version": fresh(case).version if version is None else version, **more}
    return Client().post(page_of(cast, case), said)


def photo(name: str = "袖口.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo_with_place())


def test_a_return_as_its_buyer_lives_it(cast: Cast) -> None:
    """From the answer to the waybill, with photos, on a phone without a script."""
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000, words="袖口开线")
    page = read(cast, case)
    assert "申请交上去了" in page and "剩 4 天 23 小时" in page and "店里出" in page
    assert "到时没有答复，算店里同意" in page and "消费者权益保护法第二十四条" in page
    added = do(cast, case, "add", words="补两张", photos=[photo(), photo("吊牌.jpg")])
    assert (added.status_code, fresh(case).version) == (303, 2)
    kept = CaseFile.objects.filter(case=case)
    assert [b"GPS" in open_file(one) for one in kept] == [False, False]
    page = read(cast, case)
    assert "补两张" in page and page.count("<img") == 2
    picture = Client().get(re.search(r'src="([^"]+/thumb/)"', page).group(1))  # type: ignore[union-attr]
    assert picture.status_code == 200 and picture["Content-Type"].startswith("image/")
    assert 'target="_blank" rel="noopener noreferrer">消费者权益保护法第二十四条</a>' in page
    agree(doer=staff_of(cast.lan), case_id=case.pk, reason="内部：老客户，放行")
    assert "在聊天里问店里" in read(cast, case)
    ruled(cast, RETURN_ADDRESS, "柯桥区轻纺城大道 86 号")
    page = read(cast, case)
    assert '<blockquote dir="auto">柯桥区轻纺城大道 86 号<' in page and "问店里" not in page
    assert "请把商品寄回" in page and "内部" not in page and "AS-" not in page
    assert do(cast, case, "ship_back", waybill="123").status_code == 400
    seen = fresh(case).version
    for _twice in range(2):  # a button pressed twice
        assert do(cast, case, "ship_back", seen, waybill=" yt 7731-204 ").status_code == 303
    assert CaseEvent.objects.filter(case=case, verb="ship_back").count() == 1
    assert fresh(case).return_waybill == "YT7731204" and "圆通 YT7731204" in read(cast, case)
    english = read(cast, case, "en")
    assert "Waybill" not in english and english.count("racking number") >= 1, "one word for it"
    assert 'lang="en"' in english and not re.search(r"[\u4e00-\u9fff]{4}", visible(english, case))


def open_file(one: CaseFile) -> bytes:
    with attachment_storage().open(one.stored) as file:
        return bytes(file.read())


def visible(page: str, case: Case) -> str:
    """Without what people wrote and what things are called."""
    for own in ("袖口开线", "补两张", "云感连帽卫衣", "燕麦色", "圆通", "中文"):
        page = page.replace(own, "")
    return page


def test_an_offer_a_refusal_and_what_the_buyer_makes_of_them(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, cause=Cause.DISLIKE, amount_fen=9_000)
    lan = staff_of(cast.lan)
    offer(doer=lan, case_id=case.pk, kind=Kind.REFUND, amount_fen=1_500, reason="留着穿，退您 15")
    page = read(cast, case)
    assert "仅退款 ¥15.00" in page and "留着穿" in page and "接受这个办法" in page
    assert do(cast, case, "decline").status_code == 303
    late = do(cast, case, "accept", 2)  # the page was from before: nothing is done
    assert (late.status_code, fresh(case).state) == (409, State.APPLIED)
    assert "情况刚有变化" in late.content.decode() and "AS-" not in late.content.decode()
    edited = do(cast, case, "edit", kind="return", cause="quality", amount="80.00", words="有勾丝")
    assert (edited.status_code, fresh(case).amount_fen) == (303, 8_000)
    dear = do(cast, case, "edit", kind="return", cause="quality", amount="80.01", photos=[photo()])
    assert (dear.status_code, CaseFile.objects.filter(shop=cast.shop).count()) == (400, 0)
    grounds, shown = Refusal.NO_FAULT, [{"kind": "words", "text": "内部：像是自己勾的"}]
    refuse(
        doer=lan,
        case_id=case.pk,
        grounds=grounds,
        reason="查过没有勾丝",
        evidence=evidence_from(shown),
    )
    page = read(cast, case)
    assert "查过没有勾丝" in page and "内部" not in page and "改申请" in page
    assert do(cast, case, "escalate", words="有照片").status_code == 303
    assert do(cast, case, "withdraw").status_code == 303
    again = re.search(r'href="([^"]+)">重新申请<', read(cast, case))
    assert again and Client().get(again[1]).status_code == 200
    assert "申请撤销了" in read(cast, case)
    assert do(cast, case, "withdraw").status_code == 409


def test_a_photo_more_leaves_the_question_for_approval_open(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    asked = ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="照片清楚")
    do(cast, case, "add", words="再看这张")
    assert Approval.objects.get(pk=asked.pk).state == "waiting"
    deadline = Deadline.objects.get(case=case)
    assert (deadline.state, running(case).pk) == ("running", deadline.pk)


def test_addresses_that_are_not_ours_not_fresh_or_of_another_shop(cast: Cast) -> None:
    case = opened(cast)
    whole = page_of(cast, case)
    elsewhere = case_address(cast.other_shop.slug, str(case.key))
    for forged in (whole[:-3] + "x/", "/case/abc/", elsewhere, case_address("xiaoman", "no-key")):
        answer = Client().get(forged)
        assert answer.status_code == 404 and "打不开" in answer.content.decode()
    order_word = signed("order", cast.shop.slug, str(case.key))
    assert Client().get(f"/case/{order_word}/").status_code == 404
    month = (now() + timedelta(days=31)).timestamp()
    with pytest.MonkeyPatch.context() as later:
        later.setattr(signing.time, "time", lambda: month)
        stale = Client().get(whole)
    assert stale.status_code == 410 and "过期" in stale.content.decode()
    ruled(cast, "aftersales.buyer_tries", {"burst": 1, "per_minute": 1})
    assert do(cast, case, "add", words="一").status_code == 303
    assert do(cast, case, "add", words="二").status_code == 429
    assert fresh(case).version == 2


def test_the_buyer_opens_an_application_from_their_order(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    page = opening_address(cast.shop.slug, order.number)
    form = Client().get(page).content.decode()
    assert "云感连帽卫衣" in form and order.number not in form and "¥156.00" in form
    assert Client().post(page, {"line": "1"}).status_code == 400
    wish = {"line": "1", "cause": "quality", "kind": "return", "words": "开线"}
    for _twice in range(2):
        answer = Client().post(page, {**wish, "photos": [photo()]})
        assert answer.status_code == 303
    case = Case.objects.get(shop=cast.shop)
    assert (case.amount_fen, case.buyer_id, case.opened_by) == (10_000, thread.buyer_id, None)
    assert CaseFile.objects.get(shop=cast.shop).case_id == case.pk
    assert "申请交上去了" in Client().get(answer["Location"]).content.decode()
    other = Client().post(page, {**wish, "amount": "20", "photos": [photo()]})  # the first stands
    assert other.status_code == 409 and "已经申请过退货退款 ¥100.00" in other.content.decode()
    assert (fresh(case).amount_fen, CaseFile.objects.filter(shop=cast.shop).count()) == (10_000, 1)
    many = [photo() for _ in range(10)]
    assert Client().post(page, {**wish, "line": "2", "photos": many}).status_code == 400
    for wrong in ({"kind": "goodwill"}, {"amount": "0.005"}, {"amount": "999"}, {"line": "7"}):
        assert Client().post(page, {**wish, "line": "2", **wrong}).status_code in (400, 404, 409)
    assert Case.objects.filter(shop=cast.shop).count() == 1
    ruled(cast, "aftersales.buyer_opens", False)
    assert Client().get(page).status_code == 409


def test_a_form_that_is_too_large_is_answered_by_the_page_and_keeps_nothing(cast: Cast) -> None:
    case = opened(cast)
    for name in (PER_MESSAGE, IMAGE_MB, FILE_MB):
        ruled(cast, name, 1)
    large = SimpleUploadedFile("大.jpg", photo_with_place() + b"x" * 1_300_000)
    answer = do(cast, case, "add", words="看图", photos=[large])
    page = answer.content.decode()
    assert answer.status_code == 413 and "一次最多 1 MB" in page and "分几次交" in page
    assert "申请交上去了" in page and 'name="photos"' in page  # the page goes on from here
    assert fresh(case).version == 1 and not CaseFile.objects.filter(shop=cast.shop).exists()
    for more in ({"line": ["1"] * 1_001}, {"words": "长" * 900_000}):
        answer = do(cast, case, "add", **more)
        assert answer.status_code == 413 and "一次最多" in answer.content.decode()
    assert do(cast, case, "add", words="小的收得下", photos=[photo()]).status_code == 303


@pytest.mark.parametrize("typed", ["0.005", "1e3", "12,34.5", "-5", "９９９９９", "9" * 5000])
def test_a_sum_that_cannot_be_is_said_to_the_buyer(cast: Cast, typed: str) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    answer = do(cast, case, "edit", kind="return", cause="quality", amount=typed, words="改")
    assert answer.status_code in (400, 409) and "金额" in answer.content.decode()
    assert fresh(case).version == 1
