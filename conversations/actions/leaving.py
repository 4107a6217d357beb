"""Whoever is leaving is away once nothing is left in their hands.

The end of a chat sees to it (`ending.py`). A chat that went to a colleague does not, nor one that
ended at the very moment at which its holder chose to leave: those are found here.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from conversations.models import Conversation, SessionState
from conversations.queries.hands import has_chats
from helpdesk.kernel.sweeping import for_each
from helpdesk.team.access import hold_place
from helpdesk.team.actions.choosing_state import finish_leaving
from helpdesk.team.models import Presence, PresenceState


def let_leave() -> int:
    """Of every shop; how many are away now. Safe twice, late and in parallel."""
    in_hand = Conversation.objects.filter(
        shop_id=OuterRef("shop_id"), owner_id=OuterRef("member_id"), state=SessionState.ACTIVE
    )
    leaving = Presence.objects.filter(state=PresenceState.LEAVING).exclude(Exists(in_hand))
    found = leaving.order_by("pk").values_list("shop_id", "member_id")
    return for_each(list(found), _let_go, name="the presence of member")


@transaction.atomic
def _let_go(keys: tuple[int, int]) -> bool:
    shop_id, member_id = keys
    hold_place(shop_id, member_id)  # whoever takes a chat holds it too
    if has_chats(shop_id, member_id):
        return False
    finish_leaving(shop_id=shop_id, member_id=member_id)
    return True
