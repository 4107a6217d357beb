"""An agent's promise becomes a follow-up, because the agent says so."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from conversations.access import conversation_of
from conversations.followup_kinds import ANSWER, PROMISE, PROMISED
from conversations.promise_errors import NoPromise
from conversations.queries.promises import at_risk, promise_of
from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.making import Owed, make_followup
from helpdesk.followups.models import FollowUp

TITLE_WORDS = 40


def once_of(conversation_id: int, seq: int) -> str:
    """The name of the promise in a message: it is owed once."""
    return f"promise:{conversation_id}:{seq}"


@transaction.atomic
def keep_in_mind(*, actor: Membership, conversation_id: int, seq: int) -> FollowUp:
    """Owed by whoever asks, until the time that was said. Twice is once. NoPromise."""
    conversation = conversation_of(actor.shop_id, conversation_id)
    promise = promise_of(conversation, seq)
    if promise is None:
        raise NoPromise()
    risk = at_risk(conversation)
    said = Truncator(promise.said).chars(TITLE_WORDS)
    said_today = promise.said_at.date() == timezone.localdate()
    when = f"{promise.said_at:%H:%M}" if said_today else f"{promise.said_at:%m-%d %H:%M}"
    owed = Owed(
        kind=PROMISE,
        title=str(ANSWER) % {"buyer": conversation.buyer.name, "said": said},
        because=str(PROMISED) % {"when": when, "said": promise.said},
        due_at=promise.due_at,
        owner_id=actor.pk,
        money_fen=0 if risk is None else risk.fen,
        conversation=conversation.pk,
        buyer_id=conversation.buyer_id,
        order_id=None if risk is None else risk.order_id,
        once=once_of(conversation.pk, seq),
    )
    return make_followup(shop_id=actor.shop_id, actor=actor, owed=owed)
