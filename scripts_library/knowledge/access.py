"""The only door to what a shop knows: what is another shop's does not exist."""

from helpdesk.accounts.models import Membership
from helpdesk.commerce.access import product_of_shop
from helpdesk.commerce.models import Product
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked
from scripts_library.access import script_for
from scripts_library.knowledge import fields
from scripts_library.knowledge.models import (
    ApprovedAnswer,
    Sheet,
    SheetKind,
    SheetVersion,
)
from scripts_library.knowledge.models.sheet import CATEGORY_LENGTH
from scripts_library.knowledge.subject import Subject


def sheet_of(*, membership: Membership, sheet_id: int) -> Sheet:
    """A sheet of the shop."""
    found = Sheet.objects.filter(shop_id=membership.shop_id, pk=sheet_id).first()
    if found is None:
        raise NotFound()
    return found


def locked_sheet(*, membership: Membership, sheet_id: int) -> Sheet:
    """The same, held. Whoever calls holds the library already."""
    rows = Sheet.objects.filter(shop_id=membership.shop_id, pk=sheet_id)
    found: Sheet | None = locked(rows).first()
    if found is None:
        raise NotFound()
    return found


def sheet_about(*, shop_id: int, kind: str, subject: Subject) -> Sheet | None:
    """The one of this kind, held; of kinds that come in numbers there is no one."""
    if kind == SheetKind.HOWTO:
        return None
    rows = Sheet.objects.filter(shop_id=shop_id, kind=kind, **subject.lookup)
    found: Sheet | None = locked(rows).first()
    return found


def version_of(sheet: Sheet, number: int) -> SheetVersion:
    """One version of a sheet."""
    rows = SheetVersion.objects.filter(shop_id=sheet.shop_id, sheet=sheet, number=number)
    found = rows.select_related("author__user", "reviewer__user").first()
    if found is None:
        raise NotFound()
    return found


def subject_of(shop_id: int, subject: Subject) -> tuple[Subject, str]:
    """The subject as it is stored, and what it is called. A product of another shop is
    ProductNotFound; a category is any name that fits."""
    if subject.product_id is not None:
        product: Product = product_of_shop(shop_id, subject.product_id)
        return Subject(product_id=product.pk), product.name
    name = fields.line("category", subject.category, most=CATEGORY_LENGTH, needed=True)
    return Subject(category=name), name


def answer_of(*, membership: Membership, script_id: int) -> ApprovedAnswer:
    """An answer whose script the member finds."""
    script = script_for(membership=membership, script_id=script_id)
    found = ApprovedAnswer.objects.filter(shop_id=membership.shop_id, script=script).first()
    if found is None:
        raise NotFound()
    return found
