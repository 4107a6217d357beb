"""What goes along with a script: the products that are sold, the files that are kept."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from helpdesk.commerce.models import Product
from scripts_library.drafts import Words
from scripts_library.models import ScriptAttachment, ScriptFile, ScriptFileState, ScriptVersion

MOST = 200


@dataclass(frozen=True, slots=True)
class Along:
    """What goes along with one version, each in its order."""

    products: tuple[Product, ...] = ()
    files: tuple[ScriptFile, ...] = ()


def along_with(
    versions: Sequence[ScriptVersion] | QuerySet[ScriptVersion],
) -> dict[int, Along]:
    """What goes along with each version. One query; many are best named by the question that
    finds them."""
    named = versions if isinstance(versions, QuerySet) else [one.pk for one in versions]
    rows = ScriptAttachment.objects.filter(version__in=named)
    found: dict[int, list[ScriptAttachment]] = defaultdict(list)
    for one in rows.select_related("product", "file").order_by("place"):
        found[one.version_id].append(one)
    return {
        version: Along(
            tuple(one.product for one in beside if one.product is not None),
            tuple(one.file for one in beside if one.file is not None),
        )
        for version, beside in found.items()
    }


def words_in(version: ScriptVersion) -> Words:
    """All that a version says and sends along; without products that are sold no more."""
    along = along_with([version]).get(version.pk, Along())
    return Words(
        version.title,
        version.body,
        tuple(one.pk for one in along.products if one.retired_at is None),
        tuple(one.key for one in along.files),
    )


def files_named(shop_id: int, keys: Sequence[str]) -> list[ScriptFile]:
    """The shop's files of these keys, in this order; what is none is left out."""
    rows = ScriptFile.objects.filter(shop_id=shop_id, key__in=keys, state=ScriptFileState.KEPT)
    by_key = {one.key: one for one in rows}
    return [by_key[key] for key in keys if key in by_key]


def goods_to_attach(shop_id: int) -> list[Product]:
    """Those that are sold, by name."""
    rows = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    return list(rows.only("pk", "name").order_by("name")[:MOST])
