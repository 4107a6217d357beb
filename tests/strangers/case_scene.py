"""A case of Mei's shop with a photo beside it, and the addresses of its buyer."""

from io import BytesIO
from typing import TYPE_CHECKING

from aftersales.actions.adding import add_evidence
from aftersales.actions.keeping_case_files import keep_case_file
from aftersales.doer import buyer_of
from aftersales.evidence import Evidence
from aftersales.models import Case, CaseFile
from conversations.case_addresses import signed
from tests.aftersales.ordered import opened, ordered
from tests.files.made import picture

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def case_of(scene: "Scene") -> Case:
    """The one of this test."""
    known = Case.objects.filter(shop=scene.cast.shop).first()
    return known or opened(scene.cast, words=scene.words[:40])


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
    order = ordered(scene.cast)
    type(order).objects.filter(pk=order.pk).update(buyer=scene.thread.buyer)
    return signed("order", scene.cast.shop.slug, order.number)


CASE_FILLINGS = {"case_id": lambda scene: case_of(scene).pk, "signed": case_word}
CASE_ROUTES = {
    "case-file": {"key": lambda scene: file_of(scene).key},
    "buyer-case-open": {"signed": order_word},
}
