"""Which sums can be: the same ones are refused, with the same words, through every door."""

from typing import Any

import pytest

from aftersales.actions.answering import agree
from aftersales.actions.negotiating import offer
from aftersales.actions.refunding import pay_instead
from aftersales.doer import staff_of
from aftersales.errors import AmountWrong
from aftersales.machine.words import Kind, State
from aftersales.models import Case
from tests.aftersales.ordered import fresh, opened
from tests.cast import Cast


def applied(cast: Cast, fen: Any) -> None:
    opened(cast, amount_fen=fen)


def offered(cast: Cast, fen: Any) -> None:
    case = opened(cast, kind=Kind.EXCHANGE, amount_fen=0)
    offer(doer=staff_of(cast.lan), case_id=case.pk, kind=Kind.REFUND, amount_fen=fen, reason="退")


def instead(cast: Cast, fen: Any) -> None:
    case = opened(cast, kind=Kind.RESHIP, amount_fen=0)
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    assert fresh(case).state == State.WAIT_SELLER_RESHIP
    pay_instead(doer=staff_of(cast.lan), case_id=case.pk, amount_fen=fen, reason="没货")


@pytest.mark.parametrize(
    ("fen", "why"),
    [
        (0, "太少"),
        (-1, "太少"),
        (15_601, "超过了最多可退的金额"),
        (True, "要精确到分"),
        (12.5, "要精确到分"),
    ],
)
def test_a_sum_that_cannot_be_is_refused_alike_through_every_door(
    cast: Cast, fen: Any, why: str
) -> None:
    said = set()
    for door in (applied, offered, instead):
        with pytest.raises(AmountWrong) as problem:
            door(cast, fen)
        said.add(problem.value.told())
    assert len(said) == 1 and why in said.pop()
    assert not Case.objects.exclude(amount_fen=0).exists()


def test_what_pays_nothing_is_offered_without_a_sum(cast: Cast) -> None:
    case = opened(cast, amount_fen=3_000)
    with pytest.raises(AmountWrong, match="case_amount_wrong") as problem:
        offer(
            doer=staff_of(cast.lan),
            case_id=case.pk,
            kind=Kind.EXCHANGE,
            amount_fen=1,
            reason="换",
        )
    assert "这一类不退钱" in problem.value.said()
    offer(doer=staff_of(cast.lan), case_id=case.pk, kind=Kind.EXCHANGE, amount_fen=0, reason="换")
    assert fresh(case).state == State.NEGOTIATING
