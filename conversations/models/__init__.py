from conversations.models.conversation import Conversation, SessionState
from conversations.models.customer import Customer, MergedVisitor
from conversations.models.entry import Entry, EntryKind, EntrySide
from conversations.models.page_look import PageLook
from conversations.models.participant import Participant
from conversations.models.session import ChatSession
from conversations.models.turn import Turn
from conversations.models.widget import Corner, WidgetSettings

__all__ = [
    "ChatSession",
    "Conversation",
    "Corner",
    "Customer",
    "Entry",
    "EntryKind",
    "EntrySide",
    "MergedVisitor",
    "PageLook",
    "Participant",
    "SessionState",
    "Turn",
    "WidgetSettings",
]
