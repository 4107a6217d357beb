from conversations.models.assignment import Assignment, How
from conversations.models.card import ANSWERED, Card, CardKind, CardState
from conversations.models.conversation import Conversation, SessionState
from conversations.models.customer import Customer, MergedVisitor
from conversations.models.entry import SPOKEN, Entry, EntryKind, EntrySide
from conversations.models.outcry import Outcry, OutcryReading, Watching
from conversations.models.page_look import PageLook
from conversations.models.participant import Participant
from conversations.models.session import ChatSession
from conversations.models.widget import Corner, WidgetSettings
from conversations.models.widget_sighting import WidgetSighting

__all__ = [
    "ANSWERED",
    "SPOKEN",
    "Assignment",
    "Card",
    "CardKind",
    "CardState",
    "ChatSession",
    "Conversation",
    "Corner",
    "Customer",
    "Entry",
    "EntryKind",
    "EntrySide",
    "How",
    "MergedVisitor",
    "Outcry",
    "OutcryReading",
    "PageLook",
    "Participant",
    "SessionState",
    "Watching",
    "WidgetSettings",
    "WidgetSighting",
]
