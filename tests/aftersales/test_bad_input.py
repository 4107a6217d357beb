"""What people try with cases that they should not: words, sums, evidence, photos that are none."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aftersales.actions.answering import agree
from aftersales.actions.appealing import appeal
from aftersales.actions.approving import ask_approval
from aftersales.actions.expiring import act_on_due
from aftersales.actions.fulfilling import issue
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import ProofUnknown, RulingAboveLimit
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case, CaseEvent, Refund
from aftersales.policy_rules import HOLIDAYS_PAUSE, LIMIT_KEEP, UNANSWERED
from aftersales.queries.counts import pressing, tab_counts
from aftersales.queries.list_scene import scene_of_list
from aftersales.queries.listing import Asked
from aftersales.turns import Tab
from conversations.case_addresses import case_address
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.opening_rules import HOLIDAYS
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import WORDS, fresh, let_pass, opened, ordered, running
from tests.aftersales.test_cases_api import CASES
from tests.aftersales.test_pages import of, said_of
from tests.api.conftest import program_of
from tests.cast import Cast

BAD, HASTY = "加微信 xm8866，给您返现删差评", "我们会尽快处理"


def buyer_sees(cast: Cast, case: Case) -> str:
    return Client().get(case_address(cast.shop.slug, str(case.key))).content.decode()


def test_what_the_buyer_reads_of_a_case_passes_the_guard_at_every_door(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    program, page = program_of(cast.mei, CASES, owner=cast.lan), of(cast.mei)
    wish = {"kind": "refund", "amount": "10"}

    def offered(reason: str, **more: object) -> tuple[int, str]:
        said = said_of(case, Verb.OFFER, **wish, reason=reason, **more)
        answer = page.post(f"/cases/{case.pk}/move/", said)
        return answer.status_code, answer.json().get("error", {}).get("code", "")

    assert offered(BAD, guard_seen="1") == (422, "guard_blocked")
    body = {"verb": "offer", "kind": "refund", "amount_fen": 1_000, "reason": BAD}
    told = program.post(f"cases/{case.pk}/moves/", {**body, "guard_seen": True})
    assert (told.status_code, told.json()["error"]["code"]) == (422, "guard_blocked")
    assert offered(HASTY) == (422, "guard_warned")
    assert (fresh(case).version, fresh(case).state) == (1, State.APPLIED)
    assert offered(HASTY, guard_seen="1") == (200, "")
    event = CaseEvent.objects.get(case=case, verb=Verb.OFFER)
    assert event.data["minded"] == ["promise"]
    assert AuditEntry.objects.get(verb="case.offer").data["minded"] == ["promise"]


def test_nobody_lets_money_go_above_their_limit_by_the_platforms_mouth(cast: Cast) -> None:
    """Open, escalate in the buyer's name, rule for the buyer: three clicks of one agent."""
    mei, qin = staff_of(cast.mei), staff_of(cast.qin)
    case = opened(cast, doer=mei, amount_fen=9_000, evidence=WORDS)
    appeal(doer=mei, case_id=case.pk, verb=Verb.ESCALATE, evidence=WORDS)
    with pytest.raises(RulingAboveLimit) as problem:
        appeal(doer=mei, case_id=case.pk, verb=Verb.RULE_BUYER, evidence=WORDS)
    assert "来记" in problem.value.said() and fresh(case).state == State.PLATFORM
    assert problem.value.said() in of(cast.mei).get(f"/cases/{case.pk}/").content.decode()
    ruled = appeal(doer=qin, case_id=case.pk, verb=Verb.RULE_BUYER, evidence=WORDS)
    assert ruled.state == State.REFUNDING


def test_a_number_that_no_message_has_is_no_evidence(cast: Cast) -> None:
    order, strangers = ordered(cast), ordered(cast)  # the second's buyer has no chat
    Order.objects.filter(pk=order.pk).update(buyer=cast.thread("袖口开线了").buyer)
    for asked, text in ((order, "9" * 400), (order, "99"), (strangers, "1")):
        with pytest.raises(ProofUnknown) as problem:
            opened(cast, asked, evidence=(Evidence("message", text),))
        assert "不在这位买家的会话里" in problem.value.said()
    with pytest.raises(ProofUnknown):
        opened(cast, order, evidence=(Evidence("file", "no-such-key"),))
    case = opened(cast, order, evidence=(Evidence("message", "1"),))
    program = program_of(cast.mei, CASES, owner=cast.lan)
    for number in ("9" * 30, "²", "-1", "abc"):
        body = {"verb": "add", "evidence": [{"kind": "message", "text": number}]}
        told = program.post(f"cases/{case.pk}/moves/", body)
        assert (told.status_code, told.json()["error"]["code"]) == (400, "case_words_wrong"), number


def test_the_buyers_page_keeps_the_shops_notes_and_loses_no_photo_in_silence(cast: Cast) -> None:
    mei = staff_of(cast.mei)
    own = opened(cast, doer=mei, kind=Kind.INVOICE, positions=(), amount_fen=0, of_shop=True,
                 words="难缠，先补一张")  # fmt: skip
    agree(doer=mei, case_id=own.pk)
    issue(doer=mei, case_id=own.pk, reference="票 25112000000123456789 加微信 xm88")
    page = Client().get(case_address(cast.shop.slug, str(own.key))).content.decode()
    assert "25112000000123456789" in page and "难缠" not in page and "微信" not in page

    case = opened(cast, doer=buyer_of(cast.shop.pk))
    empty = SimpleUploadedFile("袖口.jpg", b"")
    said = {"do": "add", "version": 1, "words": "看图", "photos": [empty]}
    answer = Client().post(case_address(cast.shop.slug, str(case.key)), said)
    assert answer.status_code == 415 and "袖口.jpg" in answer.content.decode()
    assert fresh(case).version == 1


TOO_MUCH: tuple[tuple[object, int, str], ...] = (
    (15_601, 400, "case_amount_wrong"),  # a fen above what was paid
    (0.5, 400, "request_wrong"),
    ("0.005", 400, "request_wrong"),
    (-1, 400, "request_wrong"),
    (10**30, 400, "request_wrong"),
)


def test_programs_ask_for_no_sum_and_no_order_that_is_not_theirs(cast: Cast) -> None:
    order, case = ordered(cast), opened(cast)
    program, oleg = program_of(cast.mei, CASES, owner=cast.lan), program_of(cast.oleg, CASES)
    wish = {"order": order.number, "kind": "refund", "cause": "quality", "lines": [1], "words": "x"}
    offered = {"verb": "offer", "kind": "refund", "reason": "少点"}
    for fen, status, code in TOO_MUCH:
        for path, body in (("cases/", wish), (f"cases/{case.pk}/moves/", offered)):
            told = program.post(path, {**body, "amount_fen": fen})
            problem = told.json()["error"]
            assert (told.status_code, problem["code"]) == (status, code), (fen, path, problem)
            assert problem["message"] and problem["action"]
    told = oleg.post("cases/", {**wish, "amount_fen": 100})
    assert told.status_code == 404 and told.json()["error"]["message"]
    assert not Case.objects.filter(order=order).exists()
    assert (fresh(case).version, fresh(case).offer_fen) == (1, None)


def test_of_two_who_answer_one_question_the_second_reads_that_it_is_gone(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    asked = ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="照片清楚")
    where = reverse("case-approval", args=[asked.pk])
    assert of(cast.lan).post(where, {"answer": "deny", "reason": "先少退"}).status_code == 200
    told = of(cast.qin).post(where, {"answer": "grant"})
    problem = told.json()["error"]
    assert (told.status_code, problem["code"]) == (409, "case_approval_gone")
    assert problem["message"] and problem["action"]
    assert (fresh(case).state, fresh(case).version) == (State.APPLIED, 1)
    assert not Refund.objects.filter(case=case).exists()


def test_rules_and_holidays_that_come_later_bind_people_and_move_no_time(cast: Cast) -> None:
    """A limit is the one of the moment; how a time runs and ends is that of its beginning."""
    case, client = opened(cast, amount_fen=4_000), of(cast.mei)
    began = running(case)
    assert 'data-dialog="agree"' in client.get(f"/cases/{case.pk}/").content.decode()
    tomorrow = f"{began.started_at + timedelta(days=1):%Y-%m-%d}"
    for name, value in (
        (LIMIT_KEEP, {"agent": 30, "supervisor": 150}),
        (UNANSWERED, "wait"),
        (HOLIDAYS_PAUSE, True),
        (HOLIDAYS, [{"date": tomorrow, "name": "盘点", "times": []}]),
    ):
        set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source="x")
    told = client.post(f"/cases/{case.pk}/move/", said_of(case, Verb.AGREE))
    assert told.status_code == 403 and "¥30.00" in told.json()["error"]["message"]
    assert (fresh(case).version, running(case).due_at) == (1, began.due_at)
    let_pass(case)
    act_on_due()
    assert fresh(case).state == State.REFUNDING  # as it was promised when it began


def test_a_platform_waits_for_us_until_our_evidence_is_handed_in(cast: Cast) -> None:
    """For its own time, which the row shows, the rail counts, and the buyer does not read."""
    case, mei = opened(cast), staff_of(cast.mei)
    for verb, ours, theirs in ((Verb.ESCALATE, "1", "0"), (Verb.PROVE, "0", "1")):
        appeal(doer=mei, case_id=case.pk, verb=verb, evidence=WORDS)
        counts = tab_counts(cast.shop.pk)
        assert (counts[Tab.OURS], counts[Tab.THEIRS]) == (ours, theirs), verb
        (line,) = scene_of_list(cast.mei, Asked(tab=Tab.ALL))["lines"]
        if verb is Verb.PROVE:
            assert line.clock is None and pressing(cast.shop.pk) == (0, 0)
            break
        assert (line.clock.timer, line.clock.limit) == ("凭证交给平台", "限 48 小时")
        assert "凭证交给平台" not in buyer_sees(cast, case)
        let_pass(case)
        assert pressing(cast.shop.pk) == (1, 1) and act_on_due() == 1
        late = fresh(case)
        assert (late.state, late.owes_proof, late.due_at < now()) == (State.PLATFORM, True, True)
        assert pressing(cast.shop.pk) == (1, 1)


def test_lines_are_counted_as_the_browser_counts_them(cast: Cast) -> None:
    """A box full of short lines is sent with two characters at the end of each."""
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    page = case_address(cast.shop.slug, str(case.key))
    full = "字\r\n" * 249 + "末尾"
    answer = Client().post(page, {"do": "add", "version": 1, "words": full})
    assert answer.status_code == 303, answer.content.decode()
    last = CaseEvent.objects.filter(case=case).latest("version")
    assert "字\n" * 249 + "末尾" in [one["text"] for one in last.evidence]
