"""The desk's commands about what a shop keeps to itself: each calls one action or one query."""

from typing import Any
from uuid import uuid4

from conversations.actions.blocking import block_buyer, unblock_buyer
from conversations.actions.finishing_many import count_answered, finish_answered, reopen_batch
from conversations.actions.noting import add_note, delete_note, edit_note, see_mentions
from conversations.actions.sessions import finish_session
from conversations.actions.snoozing import snooze_session
from conversations.actions.staging import set_stage
from conversations.actions.tagging import put_new_tag, put_tag, take_tag
from conversations.consumers import placing
from conversations.queries.colleagues import colleagues_of, supervisors_of
from conversations.queries.ending import ending_of
from conversations.queries.lenses import lens_page
from conversations.queries.notes import fill_notes, mentions_of, unseen_mentions
from conversations.queries.tags import tags_of
from conversations.speaker import Speaker
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.database import in_thread, pool
from helpdesk.realtime.commands import Command, SessionFinish, ThreadCommand
from helpdesk.realtime.inside_commands import (
    BuyerBlock,
    BuyerUnblock,
    InsideOpen,
    ListLook,
    MentionsSee,
    NoteAdd,
    NoteDelete,
    NoteEdit,
    NotesFill,
    SessionsFinish,
    SessionSnooze,
    SessionsReopen,
    SessionStage,
    TagMake,
    TagPut,
    TagTake,
)

RIGHTS = ("chat.block", "tag.manage")


async def inside(command: Command, speaker: Speaker) -> dict[str, Any]:
    """The answer to a command that is not about one thread."""
    match command:
        case InsideOpen():
            return await _open(speaker)
        case ListLook():
            async with pool().connection() as conn:
                return await lens_page(
                    conn,
                    shop_id=speaker.shop_id,
                    lens=command.lens,
                    tag=command.tag,
                    cursor=command.cursor,
                )
        case SessionsFinish(count_only=True):
            found = await in_thread(count_answered, actor=speaker, minutes=command.minutes)
            return {"count": found}
        case SessionsFinish():
            ended, batch = await in_thread(finish_answered, actor=speaker, minutes=command.minutes)
            await placing.let_queue_move(speaker.shop_id)
            return {"count": ended, "batch": str(batch)}
        case SessionsReopen():
            return {"count": await in_thread(reopen_batch, actor=speaker, batch=command.batch)}
    raise AssertionError(command)


async def inside_thread(
    command: ThreadCommand, conversation: int, speaker: Speaker
) -> dict[str, Any]:
    """The answer to a command about one thread."""
    about: dict[str, Any] = {"actor": speaker, "conversation_id": conversation}
    match command:
        case NoteAdd(client_id=client_id, text=text, anchor=anchor):
            note = await in_thread(add_note, **about, client_id=client_id, text=text, anchor=anchor)
            return {"note": note}
        case NoteEdit(number=number, text=text):
            return {"note": await in_thread(edit_note, **about, number=number, text=text)}
        case NoteDelete(number=number):
            return {"note": await in_thread(delete_note, **about, number=number)}
        case NotesFill(after=after):
            async with pool().connection() as conn:
                return await fill_notes(
                    conn, reader=speaker, conversation_id=conversation, after=after
                )
        case MentionsSee():
            return {"seen": await in_thread(see_mentions, **about)}
        case SessionFinish(not_bought=reason, invite=invite):
            batch = uuid4()
            row = await in_thread(
                finish_session, **about, not_bought=reason, invite=invite, batch=batch
            )
            await placing.let_queue_move(speaker.shop_id)
            return {"row": row, "batch": str(batch)}
    return {"row": await _changed(command, about)}


async def _changed(command: ThreadCommand, about: dict[str, Any]) -> Any:
    match command:
        case TagPut(tag=tag):
            return await in_thread(put_tag, **about, tag_id=tag)
        case TagTake(tag=tag):
            return await in_thread(take_tag, **about, tag_id=tag)
        case TagMake(text=text):
            return await in_thread(put_new_tag, **about, name=text)
        case SessionStage(stage=stage):
            return await in_thread(set_stage, **about, stage=stage)
        case SessionSnooze(until=until):
            return await in_thread(snooze_session, **about, until=until)
        case BuyerBlock(reason=reason, hours=hours):
            return await in_thread(block_buyer, **about, reason=reason, hours=hours)
        case BuyerUnblock():
            return await in_thread(unblock_buyer, **about)
    raise AssertionError(command)


async def _open(speaker: Speaker) -> dict[str, Any]:
    member = speaker.member_id or 0
    known = await in_thread(_known, speaker)
    async with pool().connection() as conn:
        mentions = await mentions_of(conn, shop_id=speaker.shop_id, member_id=member)
        unseen = await unseen_mentions(conn, shops={speaker.shop_id}, members={member})
    return {**known, "mentions": mentions, "unseen": unseen.get(member, 0)}


def _known(speaker: Speaker) -> dict[str, Any]:
    ending = ending_of(speaker.shop_id)
    return {
        "tags": tags_of(speaker.shop_id),
        "colleagues": colleagues_of(speaker.shop_id),
        "supervisors": supervisors_of(speaker.shop_id, but=speaker.member),
        "reasons": list(ending.not_bought_reasons),
        "invitation": ending.invitation,
        "undo_seconds": int(value_of(speaker.shop_id, "ending.undo_seconds")),
        "rights": [right for right in RIGHTS if allows(str(speaker.role), right)],
    }
