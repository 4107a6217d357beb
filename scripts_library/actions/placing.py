"""Folders by their path, made where they are missing. Whoever calls holds the library."""

from scripts_library.models import Folder
from scripts_library.tables.planning import APART


def placed(shop_id: int, path: str) -> int | None:
    """The folder of a path such as "after-sales/quality"; None for no path."""
    parent: Folder | None = None
    for name in filter(None, path.split(APART)):
        beside = Folder.objects.filter(shop_id=shop_id, parent=parent)
        parent = beside.filter(name=name).first() or Folder.objects.create(
            shop_id=shop_id, parent=parent, name=name, place=beside.count()
        )
    return parent.pk if parent else None
