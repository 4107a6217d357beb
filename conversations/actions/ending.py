"""What every end of a reception has in common, whoever ends it."""

from datetime import datetime
from uuid import UUID

from conversations.actions.auditing import record_by
from conversations.actions.giving import shape_of
from conversations.actions.inviting_rating import invite_rating
from conversations.actions.recording import append_entry, save_conversation
from conversations.actions.turning import leave_unanswered
from conversations.inside_errors import ReasonUnknown
from conversations.models import (
    ChatSession,
    Conversation,
    EndingSettings,
    Entry,
    EntryKind,
    Invitation,
    SessionState,
)
from conversations.models.session import FinishedBy
from conversations.queries.ending import ending_of
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from conversations.webhooks import FINISHED, session_data
from helpdesk.integrations.actions.recording import record_event
from helpdesk.kernel.database_clock import database_now
from helpdesk.kernel.text import preview
from helpdesk.realtime.events import ConversationChanged, EntryAdded, Event, SessionFinished
from helpdesk.team.actions.choosing_state import finish_leaving


def end_session(
    *,
    actor: Speaker,
    conversation: Conversation,
    by: FinishedBy = FinishedBy.PERSON,
    batch: UUID | None = None,
    not_bought: str = "",
    invite: bool = False,
) -> list[Event]:
    """End the open reception of a locked conversation, save it, and say what to publish.

    A person's end says the shop's closing line first, marked automatic. The buyer is asked how
    it was as the shop wants it, never after a block or where nobody served them. Raises
    ReasonUnknown for a reason that is not on the shop's list.
    """
    moment = database_now()
    words = ending_of(conversation.shop_id)
    if not_bought and not_bought not in words.not_bought_reasons:
        raise ReasonUnknown(reason=not_bought[:20])
    entries = []
    if by == FinishedBy.PERSON and words.closing_line and conversation.owner_id is not None:
        entries.append(_say(conversation, words, moment))
    entries.append(
        append_entry(
            conversation=conversation,
            kind=EntryKind.SYSTEM,
            side="system",
            text="session.idle" if by == FinishedBy.IDLE else "session.finished",
            author_id=actor.member_id,
            author_name=actor.name,
        )
    )
    ChatSession.objects.filter(
        conversation=conversation, number=conversation.session_number
    ).update(
        state=SessionState.FINISHED,
        finished_at=moment,
        finished_by=by,
        batch=batch,
        not_bought=not_bought,
    )
    conversation.state = SessionState.FINISHED
    leave_unanswered(conversation, moment)
    conversation.snoozed_until = conversation.woken_at = None
    conversation.unread, conversation.handed = 0, None
    save_conversation(conversation)
    _let_leave(conversation)
    verb = "session.idle_finished" if by == FinishedBy.IDLE else "session.finished"
    facts = {"not_bought": not_bought} if not_bought else {}
    record_by(actor, verb, conversation, session=conversation.session_number, **facts)
    record_event(shop_id=actor.shop_id, kind=FINISHED, data=session_data(conversation))
    events: list[Event] = [
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)) for entry in entries
    ]
    events.append(SessionFinished(conversation=conversation.pk, session=shape_of(conversation)))
    if _asks(words, by, invite) and conversation.owner_id is not None:
        events.append(invite_rating(conversation))
    events.append(ConversationChanged(row=row_shape(record_of(conversation))))
    return events


def _say(conversation: Conversation, words: EndingSettings, moment: datetime) -> Entry:
    entry = append_entry(
        conversation=conversation,
        kind=EntryKind.MESSAGE,
        side="auto",
        text=words.closing_line,
        author_name=words.shop.name[:64],
    )
    conversation.last_text, conversation.last_side = preview(words.closing_line), "auto"
    conversation.last_card = ""
    conversation.last_at = moment
    return entry


def _asks(words: EndingSettings, by: FinishedBy, invite: bool) -> bool:
    if by == FinishedBy.BLOCK or words.invitation == Invitation.NEVER:
        return False
    return words.invitation == Invitation.ALWAYS or (by == FinishedBy.PERSON and invite)


def _let_leave(conversation: Conversation) -> None:
    """Whoever was leaving and has nothing left in hand is away from now on."""
    if conversation.owner_id is None:
        return
    in_hand = Conversation.objects.filter(
        shop_id=conversation.shop_id, owner_id=conversation.owner_id, state=SessionState.ACTIVE
    )
    if not in_hand.exists():
        finish_leaving(shop_id=conversation.shop_id, member_id=conversation.owner_id)
