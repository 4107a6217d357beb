"""A version is what the shop holds true from now on. Whoever calls holds the library."""

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.knowledge.facts import Facts
from scripts_library.knowledge.matching import folded
from scripts_library.knowledge.models import ProductAlias, Sheet, SheetKind, SheetVersion
from scripts_library.models import ScriptState, VersionState


def come_into_force(sheet: Sheet, version: SheetVersion, checker: Membership) -> None:
    """The sheet says this version, checked by this person. Saves both."""
    version.state, version.reviewer, version.reviewed_at = VersionState.APPROVED, checker, now()
    version.save(update_fields=["state", "reviewer", "reviewed_at"])
    sheet.state, sheet.live = ScriptState.APPROVED, version.number
    sheet.checked_by, sheet.checked_at = checker, now()
    sheet.valid_until = version.valid_until
    touch(sheet)
    if sheet.kind == SheetKind.FACTS and sheet.product_id is not None:
        _call(sheet.shop_id, sheet.product_id, Facts.of(version.content).aliases)


def touch(sheet: Sheet) -> None:
    """Count a change, and save."""
    sheet.edits += 1
    sheet.changed_at = now()
    sheet.save()


def _call(shop_id: int, product_id: int, aliases: tuple[str, ...]) -> None:
    ProductAlias.objects.filter(shop_id=shop_id, product_id=product_id).delete()
    ProductAlias.objects.bulk_create(
        ProductAlias(shop_id=shop_id, product_id=product_id, alias=alias, head=alias[:2])
        for alias in dict.fromkeys(folded(name) for name in aliases)
    )
