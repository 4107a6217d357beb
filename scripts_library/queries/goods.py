"""What goes along with a script: the products that are sold, the files that are kept."""

from collections import defaultdict
from collections.abc import Sequence

from helpdesk.commerce.models import Product
from scripts_library.drafts import Words
from scripts_library.models import ScriptAttachment, ScriptFile, ScriptFileState, ScriptVersion

MOST = 200


def words_in(version: ScriptVersion) -> Words:
    """All that a version says and sends along; without products that are sold no more."""
    rows = version.attachments.select_related("product", "file").order_by("place")
    beside = list(rows)
    products = [one.product for one in beside if one.product is not None]
    return Words(
        version.title,
        version.body,
        tuple(one.pk for one in products if one.retired_at is None),
        tuple(one.file.key for one in beside if one.file is not None),
    )


def goods_beside(version: ScriptVersion) -> list[Product]:
    """The products that go along with a version, in their order."""
    rows = version.attachments.filter(product__isnull=False).select_related("product")
    return [one.product for one in rows.order_by("place") if one.product is not None]


def files_beside(versions: Sequence[ScriptVersion]) -> dict[int, list[ScriptFile]]:
    """The files of each version, in their order. One query."""
    found: dict[int, list[ScriptFile]] = defaultdict(list)
    rows = ScriptAttachment.objects.filter(
        version__in=[one.pk for one in versions], file__isnull=False
    )
    for one in rows.select_related("file").order_by("place"):
        if one.file is not None:
            found[one.version_id].append(one.file)
    return dict(found)


def files_named(shop_id: int, keys: Sequence[str]) -> list[ScriptFile]:
    """The shop's files of these keys, in this order; what is none is left out."""
    rows = ScriptFile.objects.filter(shop_id=shop_id, key__in=keys, state=ScriptFileState.KEPT)
    by_key = {one.key: one for one in rows}
    return [by_key[key] for key in keys if key in by_key]


def goods_to_attach(shop_id: int) -> list[Product]:
    """Those that are sold, by name."""
    rows = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    return list(rows.only("pk", "name").order_by("name")[:MOST])
