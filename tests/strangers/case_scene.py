"""A case of Mei's shop."""

from typing import TYPE_CHECKING

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


CASE_FILLINGS = {"case_id": lambda scene: case_of(scene).pk}
"""For the arguments of this app's routes."""
