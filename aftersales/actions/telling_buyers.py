"""Buyers are told in their chat how their case stands, marked automatic.

What is owed are rows; each case is a transaction of its own, safe twice, late and in parallel: the
chat is locked, the rows are claimed by one conditional update, and the line's `client_id` follows
from the version it tells of. Several moves before anybody was told are told once.
"""

import logging

from django.db import transaction

from aftersales.models import Case, CaseTelling
from aftersales.queries.case_cards import card_of
from conversations.access import locked_if_free
from conversations.actions.sending_case_cards import append_case_card
from conversations.models import Conversation
from helpdesk.kernel.clock import now
from helpdesk.realtime.counters import count

logger = logging.getLogger(__name__)

MOST = 200
"""Cases that one sweep deals with; the next goes on."""


def tell_owed(*, most: int = MOST) -> int:
    """Say what is owed, the oldest first; how many cases were settled.

    A chat that somebody works on at this moment is left to the next sweep. One that cannot be
    told goes behind all the others, so that those that always fail hold up nobody.
    """
    owed = CaseTelling.objects.filter(settled_at=None).order_by("owed_at")
    cases = list(dict.fromkeys(owed.values_list("shop_id", "case_id")[:most]))
    settled = 0
    for shop_id, case_id in cases:
        try:
            settled += tell_buyer(shop_id=shop_id, case_id=case_id)
        except Exception:  # whatever it is: the others are owed words too
            logger.exception("The buyer of case %s could not be told", case_id)
            count("case_told", 1, "failed")
            unsaid = CaseTelling.objects.filter(shop_id=shop_id, case_id=case_id, settled_at=None)
            unsaid.update(owed_at=now())
    return settled


@transaction.atomic
def tell_buyer(*, shop_id: int, case_id: int) -> bool:
    """How this case stands now, into its buyer's chat if they have one; whether it is settled."""
    buyer_id = Case.objects.values_list("buyer_id", flat=True).get(shop_id=shop_id, pk=case_id)
    chats = Conversation.objects.filter(shop_id=shop_id, buyer_id=buyer_id)
    chat = chats.values_list("pk", flat=True).first()
    conversation = None if chat is None else locked_if_free(shop_id, chat)
    if chat is not None and conversation is None:
        return False
    owed = CaseTelling.objects.filter(shop_id=shop_id, case_id=case_id, settled_at=None)
    newest = owed.order_by("-version").values_list("version", flat=True).first()
    if newest is None or not owed.filter(version__lte=newest).update(settled_at=now()):
        return False
    if conversation is None:
        count("case_told", 1, "nowhere")
        return True
    card = card_of(shop_id, case_id)
    entry = append_case_card(conversation=conversation, card=card, once=f"{case_id}/{newest}")
    CaseTelling.objects.filter(shop_id=shop_id, case_id=case_id, version=newest).update(
        conversation_id=conversation.pk, seq=entry.seq
    )
    count("case_told", 1, "told")
    return True
