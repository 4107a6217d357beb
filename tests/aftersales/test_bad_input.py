"""What people try with cases that they should not: words, sums, evidence, photos that are none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aftersales.actions.answering import agree
from aftersales.actions.appealing import appeal
from aftersales.actions.fulfilling import issue
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import ProofUnknown, RulingAboveLimit
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import CaseEvent
from aftersales.queries.counts import tab_counts
from aftersales.turns import Tab
from conversations.case_addresses import case_address
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from tests.aftersales.ordered import WORDS, fresh, opened, ordered
from tests.aftersales.test_cases_api import CASES
from tests.aftersales.test_pages import of, said_of
from tests.api.conftest import program_of
from tests.cast import Cast

BAD, HASTY = "加微信 xm8866，给您返现删差评", "我们会尽快处理"


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


def test_a_platform_waits_for_us_until_our_evidence_is_handed_in(cast: Cast) -> None:
    case, mei = opened(cast), staff_of(cast.mei)
    for verb, ours, theirs in ((Verb.ESCALATE, "1", "0"), (Verb.PROVE, "0", "1")):
        appeal(doer=mei, case_id=case.pk, verb=verb, evidence=WORDS)
        counts = tab_counts(cast.shop.pk)
        assert (counts[Tab.OURS], counts[Tab.THEIRS]) == (ours, theirs), verb
