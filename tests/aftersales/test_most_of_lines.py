"""How much a case may give back, by what was paid for its lines, what they gave back before, and
who pays the way out: of real orders."""

import pytest

from aftersales.actions.answering import agree
from aftersales.actions.refunding import pay_outside
from aftersales.causes import Cause
from aftersales.doer import staff_of
from aftersales.errors import AmountWrong
from aftersales.machine.words import Kind, State
from aftersales.models import Case
from aftersales.queries.purse import most_for
from helpdesk.commerce.models import Order
from tests.aftersales.ordered import HOODIE, SOCKS, fresh, opened, ordered
from tests.cast import Cast

BOTH = (1, 2)


def done(cast: Cast, order: Order, kind: Kind, fen: int, positions: tuple[int, ...]) -> Case:
    """A case that was agreed to and paid."""
    case = opened(cast, order, kind=kind, positions=positions, amount_fen=fen)
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    pay_outside(doer=staff_of(cast.lan), case_id=case.pk, reference="T-1")
    assert fresh(case).state == State.DONE
    return case


@pytest.mark.parametrize(
    ("cause", "freight"),
    [
        (Cause.QUALITY, 600),
        (Cause.WRONG, 600),
        (Cause.LOST, 600),
        (Cause.LATE, 600),
        (Cause.DISLIKE, 0),
        (Cause.MISTAKEN, 0),
        (Cause.OTHER, 0),
    ],
)
@pytest.mark.parametrize("kind", [Kind.RETURN, Kind.REFUND])
def test_the_way_out_goes_back_where_the_matrix_says_so(
    cast: Cast, cause: Cause, freight: int, kind: Kind
) -> None:
    order = ordered(cast)
    assert most_for(order, kind, cause, BOTH) == 15_000 + freight
    assert most_for(order, kind, cause, (1,)) == 10_000  # the other one was carried for it too
    assert most_for(order, Kind.PRICE, cause, BOTH) == 15_000


def test_a_line_kept_for_less_gives_back_only_the_rest(cast: Cast) -> None:
    order = ordered(cast)
    done(cast, order, Kind.REFUND, 6_000, (1,))
    assert most_for(order, Kind.RETURN, Cause.DISLIKE, (1,)) == 4_000
    assert most_for(order, Kind.RETURN, Cause.DISLIKE, (2,)) == 5_000
    with pytest.raises(AmountWrong):
        opened(cast, order, kind=Kind.RETURN, cause=Cause.DISLIKE, amount_fen=10_000)


def test_a_sum_for_several_lines_counts_for_each_by_its_price(cast: Cast) -> None:
    order = ordered(cast)
    done(cast, order, Kind.REFUND, 3_000, BOTH)
    assert most_for(order, Kind.RETURN, Cause.DISLIKE, (1,)) == 8_000
    assert most_for(order, Kind.RETURN, Cause.DISLIKE, (2,)) == 4_000


def test_a_line_that_stays_bought_lets_no_freight_go(cast: Cast) -> None:
    order = ordered(cast, HOODIE, SOCKS, shipped=False)
    done(cast, order, Kind.PRICE, 500, (1,))
    assert most_for(order, Kind.REFUND, Cause.DISLIKE, (2,)) == 5_000
