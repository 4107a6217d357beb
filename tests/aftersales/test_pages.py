"""The pages of cases: who sees what, in how many queries, and what comes in by their forms."""

from datetime import timedelta
from typing import Any

from django.test import Client

from aftersales.actions.answering import refuse
from aftersales.actions.appealing import appeal
from aftersales.actions.approving import ask_approval
from aftersales.actions.negotiating import decline, offer
from aftersales.actions.paying import claim_one, settle
from aftersales.causes import Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.gateways.answers import Answer, Said
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Approval, Case, Deadline, Refund
from aftersales.queries.buyer_page import buyer_page
from aftersales.queries.listing import PAGE, Asked, list_page
from aftersales.turns import Tab
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from helpdesk.accounts.opening_rules import HOLIDAYS
from helpdesk.kernel.clock import now
from tests.aftersales.many import many_cases
from tests.aftersales.ordered import fresh, let_pass, opened, ordered, owed, running
from tests.cast import Cast

LIST_QUERIES = 15
CASE_QUERIES = 43


def of(member: Membership, accept: str = "application/json, text/html") -> Client:
    client = Client(headers={"accept": accept})
    client.force_login(member.user)
    return client


def page_of(member: Membership, path: str) -> str:
    return of(member, "text/html").get(path).content.decode()


def said_of(case: Case, verb: Verb, **more: Any) -> dict[str, Any]:
    return {"verb": verb.value, "version": fresh(case).version, **more}


def test_each_tab_has_its_own_and_the_head_counts(cast: Cast) -> None:
    order = ordered(cast)
    late, ours = opened(cast, order), opened(cast, order, positions=(2,), kind=Kind.RETURN)
    money = owed(cast, cast.lan)
    platform = opened(cast)
    escalated = {"doer": buyer_of(cast.shop.pk), "case_id": platform.pk, "verb": Verb.ESCALATE}
    appeal(**escalated)
    over = opened(cast)
    appeal(doer=buyer_of(cast.shop.pk), case_id=over.pk, verb=Verb.WITHDRAW)
    ask_approval(doer=staff_of(cast.mei), case_id=ours.pk, reason="照片清楚")
    let_pass(late)
    shown = {tab: [case.pk for case in list_page(cast.mei, Asked(tab=tab)).cases] for tab in Tab}
    assert shown == {
        Tab.OURS: [late.pk, platform.pk, ours.pk],  # 48 hours for a platform, 5 days for a return
        Tab.THEIRS: [],
        Tab.MONEY: [money.pk],
        Tab.APPROVAL: [ours.pk],
        Tab.ALL: [late.pk, platform.pk, ours.pk, money.pk],
        Tab.OVER: [over.pk],
    }
    assert of(cast.mei).get("/cases/count/").json() == {"due": 1, "late": 1}
    signs_in_again = f'name="username" value="{cast.mei.user.username}"'
    assert signs_in_again in page_of(cast.mei, "/cases/")
    assert "1 件等着" in page_of(cast.qin, "/cases/") and "1 件等着" not in page_of(
        cast.mei, "/cases/"
    )


NARROWED = {
    "?tab=all&kind=return": 1,
    "?tab=all&cause=quality&platform=taobao": 2,
    "?tab=all&platform=jd": 0,
    "?tab=all&mine=1": 1,
    "?q={case}": 1,
    "?q={number}": 2,
    "?q={tail}": 2,
    "?q={nick}": 2,
    "?q=as{case.pk}": 1,
    "?q=ＡＳ－{case.pk}": 1,
    "?q=as {case.pk}": 1,
    "?q=没有这个人": 0,
    "?tab=nonsense&kind=nonsense&after=nonsense": 2,
}


def test_narrowed_and_sought(cast: Cast) -> None:
    order = ordered(cast)
    opened(cast, order)
    doer = staff_of(cast.mei)
    second = opened(cast, order, positions=(2,), kind=Kind.RETURN, doer=doer)
    assert order.buyer is not None
    words = {"case": second, "number": order.number, "tail": order.tail}
    shown = {
        query: page_of(
            cast.mei, f"/cases/now/{query.format(nick=str(order.buyer.nick)[:3], **words)}"
        ).count("data-row=")
        for query in NARROWED
    }
    assert shown == NARROWED


def test_pages_by_key_show_each_once_those_without_an_end_last(cast: Cast) -> None:
    many_cases(ordered(cast), 2 * PAGE + 10)
    cursor, seen = "", []
    for _ in range(3):
        page = list_page(cast.mei, Asked(tab=Tab.ALL), cursor)
        seen += [case.pk for case in page.cases]
        cursor = page.cursor
    assert cursor == "" and len(seen) == len(set(seen)) == 2 * PAGE + 10
    cases = Case.objects.in_bulk(seen)
    ends = [cases[pk].due_at for pk in seen]
    assert ends == sorted(ends, key=lambda at: (at is None, at))


def test_the_list_costs_the_same_however_many_there_are(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    many_cases(ordered(cast), 120)
    client = of(cast.mei)
    for query in ("", "?tab=all&mine=1&kind=return", "?tab=over", "?tab=approval", "?q=7731"):
        with django_assert_max_num_queries(LIST_QUERIES):
            assert client.get(f"/cases/now/{query}").status_code == 200


def test_a_case_goes_its_way_by_the_forms(cast: Cast, django_assert_max_num_queries: Any) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000, words="袖口开线")
    client = of(cast.mei)

    def done(verb: Verb, **more: Any) -> str:
        answer = client.post(f"/cases/{case.pk}/move/", said_of(case, verb, **more))
        assert answer.status_code == 200, answer.content.decode()
        with django_assert_max_num_queries(CASE_QUERIES):
            page_of(cast.mei, f"/cases/{case.pk}/")
        return fresh(case).state

    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert "袖口开线" in page and "同意退货退款 ¥90.00" in page and "自动同意，等买家寄回" in page
    assert done(Verb.OFFER, kind="refund", amount="¥20.5", reason="留着吧") == State.NEGOTIATING
    assert fresh(case).offer_fen == 2_050
    assert done(Verb.DECLINE, seen="买家：不行") == State.APPLIED
    assert done(Verb.AGREE) == State.WAIT_BUYER_SHIP
    assert done(Verb.SHIP_BACK, waybill="YT1", seen="买家：寄了") == State.IN_RETURN
    assert done(Verb.ARRIVE, signed_at="", waybill="") == State.WAIT_SELLER_CONFIRM
    assert fresh(case).return_waybill == "YT1", "what is known is not wiped out"
    assert done(Verb.MISS, reason="前台没有") == State.RETURN_LOST
    assert done(Verb.FIND) == State.WAIT_SELLER_CONFIRM
    assert done(Verb.PASS) == State.REFUNDING


WRONG = [
    ({"verb": "offer", "kind": "refund", "amount": "0.005", "reason": "x"}, "最多两位小数"),
    ({"verb": "offer", "kind": "refund", "amount": "一百", "reason": "x"}, "最多两位小数"),
    ({"verb": "offer", "kind": "refund", "amount": "9999", "reason": "x"}, "超过了最多可退"),
    ({"verb": "offer", "kind": "nothing", "amount": "1", "reason": "x"}, "选一种"),
    ({"verb": "refuse", "grounds": "too_late", "reason": "x", "seen": "x"}, "消费者权益保护法"),
    ({"verb": "refuse", "grounds": "no_fault", "reason": "x"}, "还缺：凭证"),
    ({"verb": "refuse", "reason": "x", "seen": "x"}, "选一条"),
    ({"verb": "agree", "version": "99"}, "刚被"),
    ({"verb": "agree", "version": "x"}, "刷新页面"),
    ({"verb": "withdraw"}, "还缺：凭证"),
    ({"verb": "withdraw", "photo": "x"}, "刷新页面"),
    ({"verb": "paid"}, "不在这里做"),
    ({"verb": "nothing"}, "没有这一步"),
]


def test_what_cannot_be_is_said_and_changes_nothing(cast: Cast) -> None:
    case, client = opened(cast), of(cast.mei)
    for fields, words in WRONG:
        answer = client.post(f"/cases/{case.pk}/move/", {"version": "1", **fields})
        assert 400 <= answer.status_code < 410, fields
        problem = answer.json()["error"]
        assert words in problem["message"] and problem["action"], fields
    assert fresh(case).version == 1


def test_a_refusal_that_the_law_forbids_is_not_offered(cast: Cast) -> None:
    page = page_of(cast.mei, f"/cases/{opened(cast).pk}/")
    assert 'value="no_fault"' in page and 'value="too_late"' not in page
    assert "消费者权益保护法第二十四条" in page


def test_above_the_limit_it_is_locked_and_sent_to_somebody_else(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert "超过您的额度 ¥50.00" in page and 'data-dialog="approval"' in page
    assert 'data-dialog="agree"' not in page
    refused = of(cast.mei).post(f"/cases/{case.pk}/move/", said_of(case, Verb.AGREE))
    assert refused.status_code == 403
    asked = {"version": 1, "reason": "照片清楚"}
    assert of(cast.mei).post(f"/cases/{case.pk}/ask/", asked).status_code == 200
    question = Approval.objects.get(case=case)
    own = page_of(cast.mei, "/cases/approvals/")
    assert "自己送审的，自己不能批" in own and f'data-question="{question.pk}"' in own
    assert "超过您的额度" in page_of(cast.tom, "/cases/approvals/")
    where = f"/cases/approvals/{question.pk}/"
    assert of(cast.tom).post(where, {"answer": "grant"}).status_code == 403
    assert of(cast.qin).post(where, {"answer": "deny"}).status_code == 400, "no takes a reason"
    assert of(cast.qin).post(where, {"answer": "what"}).status_code == 400
    assert of(cast.qin).post(where, {"answer": "grant"}).status_code == 200
    assert fresh(case).state == State.REFUNDING
    assert of(cast.lan).post(where, {"answer": "grant"}).status_code == 409


def test_a_deadline_is_moved_by_whoever_may(cast: Cast) -> None:
    case = opened(cast)
    due = f"{now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    where, said = f"/cases/{case.pk}/deadline/", {"version": 1, "due": due, "reason": "仓库盘点"}
    assert of(cast.mei).post(where, said).status_code == 403
    assert of(cast.qin).post(where, {**said, "due": "x"}).status_code == 400
    assert of(cast.qin).post(where, said).status_code == 200
    moved = Deadline.objects.get(case=case, state="running")
    assert fresh(case).due_at == moved.due_at
    page = page_of(cast.qin, f"/cases/{case.pk}/")
    assert "期限改到" in page and "仓库盘点" in page
    assert "秦越" in page.split("期限改到")[1][:80] and "是人改的，店规没变" in page


def test_the_history_says_why_an_end_moved_and_why_one_did_not(cast: Cast) -> None:
    case, mei = opened(cast), staff_of(cast.mei)
    due = running(case).due_at
    tomorrow = f"{now() + timedelta(days=1):%Y-%m-%d}"
    changed: list[tuple[str, Any, str]] = [
        ("aftersales.answer_shipped_hours", 24, "平台发了新规"),
        (HOLIDAYS, [{"date": tomorrow, "name": "盘点", "times": []}], "仓库盘点放一天"),
        ("aftersales.offer_hours", 5, "别的规则"),
    ]
    for name, value, source in changed:
        set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source=source)
    assert running(case).due_at == due
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert page.count("店规改了，这个期限不动：商家答复") == 2 and "别的规则" not in page
    assert "平台发了新规" in page and "仓库盘点放一天" in page and "兰姐" in page
    offer(doer=mei, case_id=case.pk, kind=Kind.REFUND, amount_fen=1_000, reason="少点")
    Deadline.objects.filter(case=case, timer="answer").update(left_seconds=90_000)
    decline(doer=buyer_of(cast.shop.pk), case_id=case.pk)
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert "「商家答复」停着不计，剩 " in page and "「商家答复」接着计" in page


def test_each_field_says_whether_the_buyer_reads_it(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    offered = page.split('id="cp-offer-reason-read"')[1][:400]
    assert "买家在他的售后页上会读到" in offered
    assert "买家看不到" in page.split('id="cp-refuse-seen-read"')[1][:400]
    refuse(
        doer=staff_of(cast.mei),
        case_id=case.pk,
        grounds=Refusal.NO_FAULT,
        reason="查过线头",
        evidence=[Evidence("words", "内部：仓库拍过")],
    )
    held = Case.objects.get(pk=case.pk)
    told = buyer_page(held, held.order)
    assert "查过线头" in told.shop_said and "仓库" not in str(told)


def test_trouble_with_the_money_is_shown_and_asked_about_again(cast: Cast) -> None:
    case = owed(cast)
    claimed = claim_one()
    assert claimed is not None
    settle(claimed=claimed, answer=Answer(Said.NO_ANSWER, problem="TimeoutError"))
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert "TimeoutError" in page or "没有接支付渠道" in page
    assert Refund.objects.get(case=case).due_at > now()
    assert of(cast.mei).post(f"/cases/{case.pk}/refund/").status_code == 200
    assert Refund.objects.get(case=case).due_at <= now()
    claimed = claim_one()
    assert claimed is not None
    settle(claimed=claimed, answer=Answer(Said.REFUSED, problem="account closed"))
    page = page_of(cast.mei, f"/cases/{case.pk}/")
    assert "account closed" in page and 'data-dialog="pay_again"' in page
    assert of(cast.mei).post(f"/cases/{case.pk}/refund/").status_code == 409
