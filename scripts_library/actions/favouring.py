"""A person keeps a script near."""

from typing import Any

from django.db import transaction

from helpdesk.accounts.models import Membership
from scripts_library.access import script_for
from scripts_library.models import Favourite


@transaction.atomic
def favour_script(*, actor: Membership, script_id: int, favoured: bool) -> None:
    """Among one's favourites, or no longer. One's own business: no entry, nobody is told."""
    script = script_for(membership=actor, script_id=script_id)
    keys: dict[str, Any] = {"shop_id": actor.shop_id, "member": actor, "script": script}
    if favoured:
        Favourite.objects.get_or_create(**keys)
    else:
        Favourite.objects.filter(**keys).delete()
