"""A case of Mei's shop, and a question of approval about one."""

from typing import TYPE_CHECKING

from aftersales.actions.approving import ask_approval
from aftersales.doer import staff_of
from aftersales.models import Case
from helpdesk.commerce.models import Order
from tests.aftersales.ordered import opened, ordered

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def case_of(scene: "Scene") -> Case:
    """About an order of the buyer whom nobody else may know."""
    order = ordered(scene.cast)
    Order.objects.filter(pk=order.pk).update(buyer=scene.thread.buyer)
    return opened(scene.cast, order, words=scene.words)


def approval_of(scene: "Scene") -> int:
    """Its number; asked by Mei, whom nobody else may know."""
    doer, case = staff_of(scene.cast.mei), case_of(scene)
    return ask_approval(doer=doer, case_id=case.pk, reason=scene.words).pk


CASE_FILLINGS = {"case_id": lambda scene: case_of(scene).pk, "approval_id": approval_of}
"""For the arguments of this app's routes."""
