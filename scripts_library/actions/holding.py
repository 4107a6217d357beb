"""The shop's library is held by one change at a time."""

from helpdesk.kernel.locks import locked
from scripts_library.models import Library


def held_library(shop_id: int) -> Library:
    """The shop's library, held until the transaction ends: one change at a time."""
    Library.objects.get_or_create(shop_id=shop_id)
    library: Library = locked(Library.objects.filter(shop_id=shop_id)).get()
    return library
