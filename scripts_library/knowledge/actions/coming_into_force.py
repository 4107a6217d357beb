"""A version is what the shop holds true from now on. Whoever calls holds the library."""

from collections.abc import Mapping

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.knowledge.facts import Facts
from scripts_library.knowledge.matching import folded
from scripts_library.knowledge.models import ProductAlias, Sheet, SheetKind, SheetVersion
from scripts_library.models import ScriptState, VersionState

AT_ONCE = 1000


def come_into_force(sheet: Sheet, version: SheetVersion, checker: Membership) -> None:
    """The sheet says this version, checked by this person. Saves both."""
    version.state, version.reviewer, version.reviewed_at = VersionState.APPROVED, checker, now()
    version.save(update_fields=["state", "reviewer", "reviewed_at"])
    sheet.state, sheet.live = ScriptState.APPROVED, version.number
    sheet.checked_by, sheet.checked_at = checker, now()
    sheet.valid_until = version.valid_until
    touch(sheet)
    if sheet.kind == SheetKind.FACTS and sheet.product_id is not None:
        call_products(sheet.shop_id, {sheet.product_id: Facts.of(version.content).aliases})


def touch(sheet: Sheet) -> None:
    """Count a change, and save."""
    sheet.edits += 1
    sheet.changed_at = now()
    sheet.save()


def call_products(shop_id: int, aliases: Mapping[int, tuple[str, ...]]) -> None:
    """These products are called so from now on, and no longer as before."""
    ProductAlias.objects.filter(shop_id=shop_id, product_id__in=list(aliases)).delete()
    ProductAlias.objects.bulk_create(
        (
            ProductAlias(shop_id=shop_id, product_id=product_id, alias=alias)
            for product_id, names in aliases.items()
            for alias in dict.fromkeys(folded(name) for name in names)
        ),
        batch_size=AT_ONCE,
    )
