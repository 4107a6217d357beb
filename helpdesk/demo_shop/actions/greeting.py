"""What the machine said in the demo's chats of today, as it would have said it then."""

from datetime import datetime, timedelta

from conversations.automatic.choosing import Answer, Slot
from conversations.automatic.wording import said
from conversations.automatic_rules import ON, PRESETS, ZH
from conversations.models import AutomaticAnswer, Conversation, Entry
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership, Shop, User

AFTER = timedelta(seconds=1)


def greeting_of(shop: Shop, agent: Membership | None) -> str:
    """The first words of a reception, in the shop's name."""
    name = agent.public_name if agent else None
    values = {"shop": shop.name, "name": "", "agent": name}
    return said(PRESETS[Answer.GREETING][ZH], values).words


def greeted_at(asked_at: datetime, next_at: datetime | None) -> datetime:
    """A second after the buyer's words, and never behind what was said next."""
    return min(asked_at + AFTER, next_at) if next_at else asked_at + AFTER


def load_greetings(shop: Shop, owner: User) -> None:
    """The owner has read the words; and for every buyer who waits it stands what was decided as
    they began to, so that the sweep greets nobody who was greeted this morning."""
    set_policy(actor=owner, shop_id=shop.pk, name=ON, value=True, source="店里定的")
    for conversation in Conversation.objects.filter(shop=shop, unanswered_since__isnull=False):
        asked_at = conversation.unanswered_since
        assert asked_at is not None  # as filtered
        said_here = Entry.objects.filter(
            shop_id=shop.pk,
            conversation_id=conversation.pk,
            session_number=conversation.session_number,
        )
        greeting = said_here.filter(side="auto").values_list("seq", flat=True).first()
        by_person = said_here.filter(side="agent").exists() or greeting is None
        AutomaticAnswer.objects.create(
            shop=shop,
            conversation=conversation,
            session_number=conversation.session_number,
            asked_at=asked_at,
            slot=Slot.OPENING,
            answer="" if by_person else Answer.GREETING,
            why="greeted_by_person" if by_person else "greeting",
            seq=None if by_person else greeting,
            at=asked_at,
        )
