"""All that the wizard shows of an order and its chat, and what the draft comes to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aftersales.actions.allowing import let_go
from aftersales.causes import Cause, Refusal
from aftersales.doer import staff_of
from aftersales.figure_rules import figures_of
from aftersales.law import Situation, lawful_refusals
from aftersales.limits import rule_for
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind, State
from aftersales.models import Case, CaseLine
from aftersales.money import Purse
from aftersales.options import Circumstances
from aftersales.queries.money_of_case import asked_for
from aftersales.queries.purse import most_of_lines, purse_of
from conversations.models import Conversation
from conversations.queries.quotable import Quotable, quotable_of, thread_of_buyer
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import policies_of
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Order, OrderLine
from helpdesk.kernel.clock import now


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the order; ``open_case`` has it already."""

    position: int
    about: str
    quantity: int
    fen: int
    open_case: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the wizard is about, whatever stands in its form."""

    membership: Membership
    order: Order
    rows: Sequence[OrderLine]
    lines: Sequence[LineShown]
    thread: Conversation | None
    # Of a change: the case as it is. Its lines stay.
    case: Case | None = None

    @property
    def shipped(self) -> bool:
        return self.order.shipped_at is not None

    @property
    def free_lines(self) -> list[int]:
        """What a case may be opened about."""
        return [line.position for line in self.lines if line.open_case is None]


def scene_of(membership: Membership, order_id: int) -> Scene:
    """For a new case; OrderNotFound for another shop's order. Four queries."""
    return _scene(membership, order_of(membership.shop_id, order_id), None)


def scene_of_case(membership: Membership, case: Case) -> Scene:
    """For changing this case: its own lines only."""
    return _scene(membership, order_of(membership.shop_id, case.order_id), case)


def _scene(membership: Membership, order: Order, case: Case | None) -> Scene:
    lines = OrderLine.objects.filter(shop_id=order.shop_id, order_id=order.pk)
    rows = list(lines.select_related("product", "sku").order_by("position"))
    in_cases = CaseLine.objects.filter(shop_id=order.shop_id, order_id=order.pk, is_open=True)
    taken = dict(in_cases.values_list("position", "case_id"))
    if case is not None:
        rows = [row for row in rows if taken.get(row.position) == case.pk]
        taken = {}
    shown = [
        LineShown(
            row.position,
            f"{row.title} {row.spec}".rstrip(),
            row.quantity,
            row.price_fen * row.quantity,
            taken.get(row.position),
        )
        for row in rows
    ]
    thread = thread_of_buyer(order.shop_id, order.buyer)
    return Scene(membership, order, rows, shown, thread, case)


def shown_evidence(scene: Scene, chosen: Collection[int]) -> list[Quotable]:
    """What the chat has to show; nothing where the buyer never wrote."""
    return quotable_of(scene.thread, also=chosen) if scene.thread else []


def purse_shown(scene: Scene) -> Purse:
    """What the order holds, beside what this case asks for itself."""
    return purse_of(scene.order, without_case=scene.case.pk if scene.case else None)


def circumstances_of(
    scene: Scene, cause: Cause, positions: Sequence[int], purse: Purse
) -> Circumstances:
    """From which the options are worked out. Six queries."""
    order, case = scene.order, scene.case
    policies = policies_of(order.shop_id)
    without = case.pk if case else None
    chosen = [row for row in scene.rows if row.position in set(positions)]
    places = [row.position for row in chosen]
    most = dict.fromkeys(PAYS, 0)
    if chosen:
        most |= most_of_lines(order, purse, cause, places, without_case=without)
    most[Kind.GOODWILL] = purse.left_fen
    fixed: dict[Kind, int] = {}
    if case is not None and case.kind == Kind.RETURN:
        most[Kind.RETURN] = min(most[Kind.RETURN], case.amount_fen)  # may only fall
    if case is not None and case.kind == Kind.REFUND:
        fixed[Kind.REFUND] = case.amount_fen
    doer = staff_of(scene.membership)
    return Circumstances(
        cause=cause,
        shipped=scene.shipped,
        has_lines=bool(chosen),
        goods_fen=min(order.paid_fen, sum(row.price_fen * row.quantity for row in chosen)),
        dropped_fen=_dropped(chosen),
        most=most,
        fixed=fixed,
        figures=figures_of(policies, asked_for(order.shop_id, order.province)),
        role=scene.membership.role,
        limits={rule_for(kind): policies[rule_for(kind)] for kind in PAYS},
        let_go_fen=let_go(doer=doer, order_id=order.pk, without_case=without),
    )


def lawful_for(scene: Scene, kind: Kind, cause: Cause) -> list[Refusal]:
    """On which grounds an application like this one could be refused."""
    return lawful_refusals(
        Situation(
            kind=kind,
            state=State.APPLIED,
            cause=cause,
            shipped_at=scene.order.shipped_at,
            signed_at=scene.order.signed_at,
            opened_at=scene.case.opened_at if scene.case else now(),
            return_signed_at=None,
            zone=ZoneInfo(scene.membership.shop.time_zone),
        )
    )


def _dropped(rows: Sequence[OrderLine]) -> int:
    """By how much the same goods cost less in the shop today."""
    fallen = 0
    for row in rows:
        today = row.sku.price_fen if row.sku else row.product.price_fen if row.product else None
        if today is not None and today < row.price_fen:
            fallen += (row.price_fen - today) * row.quantity
    return fallen
