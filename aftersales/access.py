"""The only door to a case: one shop's, held together with its order where it is to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftersales.errors import ApprovalGone, CaseNotFound
from aftersales.models import Approval, Case
from helpdesk.commerce.access import locked_order
from helpdesk.commerce.models import Order
from helpdesk.kernel.locks import locked


@dataclass(slots=True)
class Held:
    """A case and its order; where they are to be moved, both locked, Order before Case."""

    order: Order
    case: Case


def case_of(shop_id: int, case_id: int) -> Case:
    """The shop's case, or CaseNotFound."""
    try:
        return Case.objects.get(shop_id=shop_id, pk=case_id)
    except Case.DoesNotExist:
        raise CaseNotFound() from None


def case_and_order(shop_id: int, case_id: int) -> Held:
    """The same with its order, buyer and lines, to be read: nothing is locked."""
    rows = Case.objects.select_related("order", "buyer").prefetch_related("lines")
    case = rows.filter(shop_id=shop_id, pk=case_id).first()
    if case is None:
        raise CaseNotFound()
    return Held(case.order, case)


def held_case(shop_id: int, case_id: int) -> Held:
    """The same, locked, after its order; CaseNotFound for a stranger."""
    order = locked_order(shop_id, case_of(shop_id, case_id).order_id)
    return Held(order, locked(Case.objects.filter(shop_id=shop_id)).get(pk=case_id))


def shop_of_case(shop_ids: Sequence[int], case_id: int) -> int | None:
    """Which of these shops has it."""
    rows = Case.objects.filter(shop_id__in=shop_ids, pk=case_id)
    return rows.values_list("shop_id", flat=True).first()


def waiting_approval(shop_id: int, approval_id: int) -> Approval:
    """The question that is still open, locked; ApprovalGone when it is not. Lock its case first."""
    found: Approval | None = (
        locked(Approval.objects.filter(shop_id=shop_id, state="waiting"))
        .filter(pk=approval_id)
        .first()
    )
    if found is None:
        raise ApprovalGone()
    return found


def case_of_approval(shop_id: int, approval_id: int) -> int:
    """Which case it is about, or CaseNotFound."""
    found = Approval.objects.filter(shop_id=shop_id, pk=approval_id).values_list("case_id").first()
    if found is None:
        raise CaseNotFound()
    return int(found[0])


def case_of_key(shop_id: int, key: UUID) -> Case:
    """The shop's case by what its buyer's page names it, or CaseNotFound."""
    try:
        return Case.objects.get(shop_id=shop_id, key=key)
    except Case.DoesNotExist:
        raise CaseNotFound() from None
