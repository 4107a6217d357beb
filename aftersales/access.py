"""The only door to a case: one shop's, held together with its order where it is to move."""

from dataclasses import dataclass
from uuid import UUID

from aftersales.errors import ApprovalGone, CaseNotFound
from aftersales.models import Approval, Case
from helpdesk.commerce.access import locked_order
from helpdesk.commerce.models import Order
from helpdesk.kernel.locks import locked


@dataclass(slots=True)
class Held:
    """A case and its order, both locked until the transaction ends: Order before Case."""

    order: Order
    case: Case


def case_of(shop_id: int, case_id: int) -> Case:
    """The shop's case, or CaseNotFound."""
    try:
        return Case.objects.get(shop_id=shop_id, pk=case_id)
    except Case.DoesNotExist:
        raise CaseNotFound() from None


def held_case(shop_id: int, case_id: int) -> Held:
    """The same, locked, after its order; CaseNotFound for a stranger."""
    order = locked_order(shop_id, case_of(shop_id, case_id).order_id)
    return Held(order, locked(Case.objects.filter(shop_id=shop_id)).get(pk=case_id))


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
