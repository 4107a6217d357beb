"""Finish several chats at once: by hand, with a way back; and by the shop's minutes of silence.

How long a chat has been quiet is judged by the database's clock, which wrote when it was last
spoken in: a machine whose clock ran ahead would end what goes on.
"""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.actions.ending import end_session
from conversations.actions.giving import shape_of
from conversations.actions.recording import append_entry, save_conversation
from conversations.actions.turning import wait_again
from conversations.inside_errors import MinutesWrong, UndoLate
from conversations.models import ChatSession, Conversation, EntryKind, Rating, SessionState
from conversations.models.session import FinishedBy
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.database_clock import database_now
from helpdesk.kernel.sweeping import attempt, for_each
from helpdesk.realtime.events import ConversationChanged, EntryAdded
from helpdesk.realtime.inside_events import SessionReopened
from helpdesk.realtime.publish import publish
from helpdesk.team.access import hold_place

LEAST_MINUTES, MOST_MINUTES = 1, 7 * 24 * 60
ROUND = 200
"""Chats that one call ends; the next call takes the others."""


def count_answered(*, actor: Speaker, minutes: int) -> int:
    """How many chats `finish_answered` would end now."""
    return len(_answered(actor, _since(minutes)))


def finish_answered(*, actor: Speaker, minutes: int) -> tuple[int, UUID]:
    """End all chats in the actor's hands in which the shop spoke last, at least ``minutes`` ago.

    How many, and the name under which `reopen_batch` takes it back. One that changed in the
    meantime stays open.
    """
    before, batch = _since(minutes), uuid4()
    found = _answered(actor, before)
    speaker = actor
    return sum(_end(one, speaker, before, batch=batch) for one in found), batch


def reopen_batch(*, actor: Speaker, batch: UUID) -> int:
    """Take a finish back within the shop's seconds (policy ``ending.undo_seconds``); how many.

    A chat that has gone on since stays as it is. UndoLate when it is too late for all.
    """
    seconds = int(value_of(actor.shop_id, "ending.undo_seconds"))
    sessions = ChatSession.objects.filter(
        shop_id=actor.shop_id,
        batch=batch,
        state=SessionState.FINISHED,
        finished_at__gte=database_now() - timedelta(seconds=seconds),
    )
    found = list(sessions.order_by("conversation_id").values_list("conversation_id", "number"))
    if not found:
        raise UndoLate(seconds=seconds)
    return sum(_reopen(actor, *keys) for keys in found)


def finish_idle() -> int:
    """End what nobody has spoken in for the shop's minutes since the shop spoke last, of every
    shop; how many. Marked automatic. Safe twice, late and in parallel."""
    active = Conversation.objects.filter(state=SessionState.ACTIVE)
    shops = active.order_by().values_list("shop_id", flat=True).distinct()
    return sum(attempt(f"the idle chats of shop {one}", partial(_idle, one)) or 0 for one in shops)


def _idle(shop_id: int) -> int:
    before = database_now() - timedelta(minutes=int(value_of(shop_id, "ending.idle_minutes")))
    machine = Speaker(shop_id=shop_id, side="auto")
    due = _quiet(Conversation.objects.filter(shop_id=shop_id), before).order_by("last_at")
    end = partial(_end, actor=machine, before=before, by=FinishedBy.IDLE)
    return for_each(due.values_list("pk", flat=True), end, name="chat", most=ROUND)


def _since(minutes: int) -> datetime:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise MinutesWrong(least=LEAST_MINUTES, most=MOST_MINUTES)
    return database_now() - timedelta(minutes=minutes)


def _quiet(rows: QuerySet[Conversation], before: datetime) -> QuerySet[Conversation]:
    """Where the shop spoke last, before that moment, and nothing is put off."""
    return rows.filter(
        state=SessionState.ACTIVE,
        unanswered_since__isnull=True,
        snoozed_until__isnull=True,
        last_side__in=("agent", "auto"),
        last_at__lte=before,
    )


def _answered(actor: Speaker, before: datetime) -> list[int]:
    mine = Conversation.objects.filter(shop_id=actor.shop_id, owner_id=actor.member_id)
    return list(_quiet(mine, before).order_by("pk").values_list("pk", flat=True)[:ROUND])


def _end(
    conversation_id: int,
    actor: Speaker,
    before: datetime,
    *,
    by: FinishedBy = FinishedBy.PERSON,
    batch: UUID | None = None,
) -> bool:
    """One chat, looked at again under its lock."""
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        rows = Conversation.objects.filter(pk=conversation.pk)
        if by == FinishedBy.PERSON:
            rows = rows.filter(owner_id=actor.member_id)
        if not _quiet(rows, before).exists():
            return False
        events = end_session(actor=actor, conversation=conversation, by=by, batch=batch)
        publish(actor.shop_id, *events)
    return True


def _reopen(actor: Speaker, conversation_id: int, number: int) -> bool:
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        gone_on = conversation.session_number != number
        if gone_on or conversation.state != SessionState.FINISHED or conversation.blocked:
            return False
        mine = conversation.owner_id == actor.member_id
        if conversation.owner_id is None or not (
            mine or allows(str(actor.role), "chat.finish_any")
        ):
            return False
        sessions = ChatSession.objects.filter(conversation=conversation, number=number)
        sessions.update(
            state=SessionState.ACTIVE, finished_at=None, finished_by="", batch=None, not_bought=""
        )
        Rating.objects.filter(
            conversation=conversation, session_number=number, score__isnull=True
        ).delete()
        hold_place(conversation.shop_id, conversation.owner_id)
        conversation.state = SessionState.ACTIVE
        wait_again(conversation, number)
        entry = append_entry(
            conversation=conversation,
            kind=EntryKind.SYSTEM,
            side="system",
            text="session.reopened",
            author_id=actor.member_id,
            author_name=actor.name,
        )
        save_conversation(conversation)
        record_by(actor, "session.reopened", conversation, session=number)
        publish(
            actor.shop_id,
            EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
            SessionReopened(conversation=conversation.pk, session=shape_of(conversation)),
            ConversationChanged(row=row_shape(record_of(conversation))),
        )
    return True
