"""What the buyer of an order may apply for by themselves, and what they applied for already."""

from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.buyer_words import HEADS
from aftersales.machine.words import Kind, State
from aftersales.models import Case, CaseLine
from aftersales.policy_rules import BUYER_OPENS
from aftersales.queries.purse import purse_of
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Order, OrderLine, OrderState
from helpdesk.kernel.money import yuan

ON_ITS_WAY = (
    Kind.RETURN,
    Kind.EXCHANGE,
    Kind.REFUND,
    Kind.RESHIP,
    Kind.REPAIR,
    Kind.PRICE,
    Kind.INVOICE,
)
NOT_SENT = (Kind.REFUND, Kind.INVOICE)
LIVING = (OrderState.PAID, OrderState.SHIPPED, OrderState.SIGNED, OrderState.FINISHED)


@dataclass(frozen=True, slots=True)
class Choosable:
    """A line of the order; ``case`` is the open application about it, if there is one."""

    position: int
    title: str
    price: str
    case: Case | None


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """What the form offers."""

    tail: str
    lines: Sequence[Choosable]
    kinds: Sequence[Kind]
    most: str
    cases: Sequence[tuple[Case, str]]


def opening_allowed(order: Order) -> bool:
    """Whether the shop lets buyers do so, and this order has been paid and lives."""
    return (
        order.state in LIVING
        and order.paid_fen > 0
        and order.buyer_id is not None
        and bool(value_of(order.shop_id, BUYER_OPENS))
    )


def kinds_for(order: Order) -> tuple[Kind, ...]:
    """By whether the goods have left."""
    return NOT_SENT if order.shipped_at is None else ON_ITS_WAY


def opening_page(order: Order) -> OpeningPage:
    """The lines, what is open about them, and how much may go back at most."""
    cases = list(
        Case.objects.filter(shop_id=order.shop_id, order_id=order.pk).order_by(
            "-is_open", "-opened_at", "-pk"
        )
    )
    by_id = {case.pk: case for case in cases}
    open_lines = CaseLine.objects.filter(
        shop_id=order.shop_id, order_id=order.pk, is_open=True
    ).values_list("position", "case_id")
    busy = {position: by_id.get(case_id) for position, case_id in open_lines}
    lines = OrderLine.objects.filter(shop_id=order.shop_id, order_id=order.pk)
    return OpeningPage(
        tail=order.tail,
        lines=[
            Choosable(
                position=line.position,
                title=f"{line.title} {line.spec}".strip() + f" ×{line.quantity}",
                price=yuan(line.price_fen * line.quantity),
                case=busy.get(line.position),
            )
            for line in lines.order_by("position")
        ],
        kinds=kinds_for(order),
        most=yuan(purse_of(order).left_fen),
        cases=[(case, str(HEADS[State(case.state)][0])) for case in cases],
    )


def open_case_of(order: Order, kind: Kind, positions: Sequence[int]) -> Case | None:
    """The open case that a second one would meet."""
    found = Case.objects.filter(shop_id=order.shop_id, order_id=order.pk, is_open=True)
    if positions:
        ids = CaseLine.objects.filter(
            shop_id=order.shop_id, order_id=order.pk, is_open=True, position__in=positions
        ).values("case_id")
        return found.filter(pk__in=ids).first()
    return found.filter(kind=kind).first()
