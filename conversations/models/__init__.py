from conversations.models.conversation import Conversation, SessionState
from conversations.models.entry import Entry, EntryKind, EntrySide
from conversations.models.participant import Participant
from conversations.models.session import ChatSession

__all__ = [
    "ChatSession",
    "Conversation",
    "Entry",
    "EntryKind",
    "EntrySide",
    "Participant",
    "SessionState",
]
