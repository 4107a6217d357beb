"""Ask the buyer how a reception was."""

from datetime import timedelta

from conversations.models import Conversation, Rating
from conversations.queries.ratings import rating_shape
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.realtime.inside_events import RatingInvited


def invite_rating(conversation: Conversation) -> RatingInvited:
    """The invitation for the latest reception of a locked conversation, once; what to publish.

    It stands for the shop's hours (policy ``ending.rating_hours``).
    """
    hours = int(value_of(conversation.shop_id, "ending.rating_hours"))
    owner = conversation.owner
    rating, _ = Rating.objects.get_or_create(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
        defaults={
            "member": owner,
            "member_name": owner.public_name if owner else "",
            "invited_at": now(),
            "expires_at": now() + timedelta(hours=hours),
        },
    )
    return RatingInvited(conversation=conversation.pk, rating=rating_shape(rating))
