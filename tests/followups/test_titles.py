"""A to-do is headed in the reader's language, whoever wrote it down, rows of old too."""

import pytest
from django.utils.translation import override

from aftersales import titles as of_cases
from aftersales.causes import Cause
from aftersales.machine.words import Kind
from aftersales.registers import titles as of_registers
from aftersales.registers.models.complaint import Grievance
from aftersales.registers.models.problem import Trouble
from helpdesk.followups.models import FollowUp
from helpdesk.followups.starter import STARTERS
from helpdesk.followups.titles import title_in_each, title_said
from tests.aftersales.ordered import opened
from tests.cast import Cast
from tests.followups.test_reasons import shown

NAMES = {
    "goods": "棉麻衬衫 M",
    "words": "线头开了",
    "money": "¥9.90",
    "parcel": "YT100",
    "courier": "圆通",
    "waybill": "YT100",
    "case": "S20261127-1",
    "question": "要三倍",
    "what": "一颗扣子",
}
WRITTEN = (
    ("case_answer", of_cases.ASKED, {"kind": Kind.RETURN.label}),
    ("case_answer", of_cases.ASKED, {"kind": Kind.REFUND.label, "words": Cause.QUALITY.label}),
    ("case_confirm", of_cases.INSPECT, {}),
    ("case_confirm", of_cases.INSPECT, {"goods": Cause.WRONG.label}),
    ("case_lost", of_cases.LOOK_FOR, {}),
    ("case_send", of_cases.SEND_OUT, {}),
    ("case_issue", of_cases.INVOICE, {"words": Cause.OTHER.label}),
    ("case_pay_failed", of_cases.NOT_PAID, {}),
    ("case_pay", of_cases.FIND_OUT, {}),
    ("case_pay", of_cases.BY_HAND, {}),
    ("case_platform", of_cases.RULED, {"kind": Kind.REPAIR.label}),
    ("case_platform", of_cases.PROVE, {"kind": Kind.RESHIP.label, "words": Cause.LOST.label}),
    ("case_approval", of_cases.APPROVE, {"kind": Kind.GOODWILL.label}),
    ("return", of_registers.TAKE_IN, {}),
    ("return", of_registers.WHOSE, {}),
    ("courier_claim", of_registers.CLAIM, {}),
    ("courier_claim", of_registers.CLAIMED, {}),
    ("problem", of_registers.CHECK, {"trouble": Trouble.STUCK.label}),
    ("problem", of_registers.CHECK_UNKNOWN, {"trouble": Trouble.EMPTY.label}),
    ("complaint", of_registers.SEE_TO, {"complaint": Grievance.LATE.label}),
    ("complaint_revisit", of_registers.ASK_AGAIN, {"complaint": Grievance.PRICE.label}),
    ("hard_question", of_registers.HARD, {}),
    ("stockout", of_registers.STOCK, {}),
    ("reship", of_registers.CHASE, {}),
    *((one.kind, one.title, {}) for one in STARTERS),
)
BY_PEOPLE = (
    ("noted", "验货：老周的修车铺"),
    ("noted", "月底盘点"),
    ("duty", "看有没有新投诉（晚班）"),
    ("promise", "答复换大一码还有没有"),
    ("case_answer", "x" * 119 + "…"),
)


@pytest.mark.parametrize("at", range(len(WRITTEN)))
def test_every_title_of_ours_is_known_again_in_both_languages(at: int) -> None:
    kind, sentence, more = WRITTEN[at]
    said = {}
    for language in ("zh-hans", "en"):
        with override(language):
            values = {**NAMES, **{place: str(word) for place, word in more.items()}}
            said[language] = str(sentence) % values if "%(" in str(sentence) else str(sentence)
    assert said["zh-hans"] != said["en"]
    for language in said:
        with override(language):
            assert {title_said(kind, text) for text in said.values()} == {said[language]}


def test_a_title_from_before_quotes_were_corners_is_known_too() -> None:
    with override("en"):
        assert title_said("promise", "答复小雨：\u201c两点前\u201d") == "Answer 小雨: '两点前'"
    assert title_said("promise", "答复小雨：\u201c两点前\u201d") == "答复小雨：「两点前」"


def test_a_name_before_our_own_word_stays() -> None:
    with override("en"):
        assert title_said("complaint", "办投诉：林小满 · 回得慢").startswith(
            "See to the complaint: 林小满 · "
        )
        assert "回得慢" not in title_said("complaint", "办投诉：林小满 · 回得慢")


@pytest.mark.parametrize(("kind", "text"), BY_PEOPLE)
def test_what_a_person_typed_stays_as_it_is(kind: str, text: str) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            assert title_said(kind, text) == text
    assert title_in_each(kind, text) == {}


def test_pages_say_it_in_the_readers_language(cast: Cast) -> None:
    case = opened(cast)
    row = FollowUp.objects.get(source_kind="case", source_id=case.pk)
    with override("en"):
        english = title_said(row.kind, row.title)
    assert row.title in shown(cast, row, "zh-hans"), "kept in the shop's language"
    page = shown(cast, row, "en")
    assert english in page and row.title not in page
    assert set(title_in_each(row.kind, row.title)) == {"zh-hans", "en"}
