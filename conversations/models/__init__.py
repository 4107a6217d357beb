from conversations.models.asked_question import AskedQuestion
from conversations.models.assignment import Assignment, How
from conversations.models.attachment import Attachment, AttachmentKind, AttachmentState
from conversations.models.automatic_answer import AutomaticAnswer
from conversations.models.block import Block
from conversations.models.card import ANSWERED, Card, CardKind, CardState
from conversations.models.conversation import Conversation, SessionState
from conversations.models.customer import Customer, MergedVisitor
from conversations.models.ending import EndingSettings, Invitation
from conversations.models.entry import SPOKEN, TAKEN_BACK, Entry, EntryKind, EntrySide
from conversations.models.guard_appeal import GuardAppeal, GuardRelease, GuardVerdict, Verdict
from conversations.models.guard_record import GuardLevel, GuardRecord
from conversations.models.note import Mention, Note
from conversations.models.outcry import Outcry, OutcryReading, Watching
from conversations.models.page_look import PageLook
from conversations.models.participant import Participant
from conversations.models.rating import Rating, Score
from conversations.models.search_row import SearchRow
from conversations.models.session import ChatSession
from conversations.models.stage import Stage
from conversations.models.tag import ConversationTag, Tag
from conversations.models.turn import Turn
from conversations.models.widget import Corner, WidgetSettings
from conversations.models.widget_sighting import WidgetSighting

__all__ = [
    "ANSWERED",
    "SPOKEN",
    "TAKEN_BACK",
    "AskedQuestion",
    "Assignment",
    "Attachment",
    "AttachmentKind",
    "AttachmentState",
    "AutomaticAnswer",
    "Block",
    "Card",
    "CardKind",
    "CardState",
    "ChatSession",
    "Conversation",
    "ConversationTag",
    "Corner",
    "Customer",
    "EndingSettings",
    "Entry",
    "EntryKind",
    "EntrySide",
    "GuardAppeal",
    "GuardLevel",
    "GuardRecord",
    "GuardRelease",
    "GuardVerdict",
    "How",
    "Invitation",
    "Mention",
    "MergedVisitor",
    "Note",
    "Outcry",
    "OutcryReading",
    "PageLook",
    "Participant",
    "Rating",
    "Score",
    "SearchRow",
    "SessionState",
    "Stage",
    "Tag",
    "Turn",
    "Verdict",
    "Watching",
    "WidgetSettings",
    "WidgetSighting",
]
