"""A case of Mei's shop with a photo beside it, a question about one, its buyer's addresses."""

from io import BytesIO
from typing import TYPE_CHECKING

from aftersales.actions.adding import add_evidence
from aftersales.actions.approving import ask_approval
from aftersales.actions.keeping_case_files import keep_case_file
from aftersales.doer import buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.models import Case, CaseFile
from conversations.case_addresses import signed
from helpdesk.commerce.models import Order
from tests.aftersales.ordered import opened, ordered
from tests.files.made import picture

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def case_of(scene: "Scene") -> Case:
    """The one of this test, about an order of the buyer whom nobody else may know."""
    known = Case.objects.filter(shop=scene.cast.shop).first()
    return known or opened(scene.cast, _order_of(scene), words=scene.words[:40])


def approval_of(scene: "Scene") -> int:
    """Its number; asked by Mei, whom nobody else may know."""
    doer, case = staff_of(scene.cast.mei), case_of(scene)
    if asked := case.approvals.filter(state="waiting").first():
        return asked.pk
    return ask_approval(doer=doer, case_id=case.pk, reason=scene.words).pk


def file_of(scene: "Scene") -> CaseFile:
    """What its buyer put there."""
    case, shop_id = case_of(scene), scene.cast.shop.pk
    file = keep_case_file(shop_id=shop_id, file=BytesIO(picture()), name="袖口.png")
    evidence = (Evidence("file", file.key),)
    add_evidence(doer=buyer_of(shop_id), case_id=case.pk, evidence=evidence)
    return file


def case_word(scene: "Scene") -> str:
    """The buyer's address of it; says nothing that Oleg may not read: it is the key itself."""
    return signed("case", scene.cast.shop.slug, str(opened(scene.cast).key))


def order_word(scene: "Scene") -> str:
    """Where the buyer of an order applies."""
    return signed("order", scene.cast.shop.slug, _order_of(scene).number)


def _order_of(scene: "Scene") -> Order:
    order = ordered(scene.cast)
    Order.objects.filter(pk=order.pk).update(buyer=scene.thread.buyer)
    return order


CASE_FILLINGS = {
    "case_id": lambda scene: case_of(scene).pk,
    "approval_id": approval_of,
    "signed": case_word,
}
"""For the arguments of this app's routes."""
CASE_ROUTES = {
    "case-file": {"key": lambda scene: file_of(scene).key},
    "buyer-case-open": {"signed": order_word},
}
