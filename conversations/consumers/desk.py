"""The desk's socket: one agent's tab, known by the session cookie."""

from typing import Any, ClassVar

from django.conf import settings

from conversations.actions.reading import report_position
from conversations.actions.recalling import recall_message
from conversations.actions.sending import send_message_fast
from conversations.actions.sending_cards import send_card
from conversations.actions.sessions import take_session
from conversations.actions.watching import tell_opened
from conversations.consumers import files, overseeing, placing, scripts
from conversations.consumers.inside import inside, inside_thread
from conversations.queries import entries
from conversations.queries.hours import hours_shape, shop_clock
from conversations.queries.lists import digest, list_page
from conversations.queries.rows import row_shape
from conversations.queries.visitors import rules_shape
from conversations.speaker import Speaker
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import policies_on
from helpdesk.accounts.queries.socket_member import SocketMember, socket_member
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.errors import NotAllowed
from helpdesk.realtime.commands import (
    CardSend,
    Command,
    HoursAsk,
    ListOpen,
    MessageRecall,
    MessageSend,
    Ping,
    PositionReport,
    PresenceChoose,
    SessionFinish,
    SessionTake,
    SessionTransfer,
    SocketKind,
    ThreadCommand,
    ThreadFill,
    ThreadHistory,
    ThreadOpen,
    ThreadWatch,
    TypingReport,
)
from helpdesk.realtime.consumer import SocketConsumer
from helpdesk.realtime.events import DeskWelcome
from helpdesk.realtime.file_commands import FileAddress, FileSend
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
    NoteWhisper,
    SessionsFinish,
    SessionSnooze,
    SessionsReopen,
    SessionStage,
    TagMake,
    TagPut,
    TagTake,
)
from helpdesk.realtime.limits import Buckets
from helpdesk.realtime.listener import Listener
from helpdesk.team.queries.welcome import my_place

MESSAGES_BURST, MESSAGES_PER_SECOND = 200, 100

_messages = Buckets()


class DeskConsumer(SocketConsumer):
    """One tab of one agent."""

    kind: ClassVar[SocketKind] = SocketKind.DESK

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaker: Speaker | None = None

    async def let_in(self) -> None:
        if not self.origin_is_ours(needed=True):
            raise NotAllowed()
        session_key = self.cookies().get(settings.SESSION_COOKIE_NAME, "")
        async with pool().connection() as conn:
            member = await socket_member(conn, session_key)
            policies = await policies_on(conn, member.shop_id)
            clock = await shop_clock(conn, member.shop_id)
        self.speaker = Speaker(
            shop_id=member.shop_id,
            side="agent",
            member_id=member.membership_id,
            name=member.public_name,
            role=member.role,
        )
        await placing.sign_on(self.speaker)
        await self.join(self._listener(member))
        shop_id, member_id = member.shop_id, member.membership_id
        async with pool().connection() as conn:
            counts = await digest(conn, shop_id=shop_id, member_id=member_id)
            place = await my_place(conn, shop_id=shop_id, member_id=member_id, policies=policies)
        welcome = DeskWelcome(
            me={"id": member.membership_id, "name": member.public_name, "role": member.role},
            shop={"name": member.shop_name, "slug": member.shop_slug},
            server_time=iso(now()),
            rules=rules_shape(policies, side="agent"),
            hours=hours_shape(clock, policies),
            digest=counts,
            place=place,
        )
        self.say(welcome.as_json())

    def _listener(self, member: SocketMember) -> Listener:
        return Listener(
            shop_id=member.shop_id,
            outbox=self.outbox,
            cut=self.end,
            membership_id=member.membership_id,
            user_id=member.user_id,
            session_key=member.session_key,
            auth_version=member.auth_version,
            role=member.role,
            name=member.public_name,
            oversees=allows(member.role, "floor.oversee"),
        )

    async def answer(self, command: Command) -> dict[str, Any]:
        speaker = self.speaker
        if speaker is None or speaker.member_id is None:
            raise NotAllowed()
        match command:
            case Ping():
                return {"server_time": iso(now())}
            case HoursAsk():
                async with pool().connection() as conn:
                    policies = await policies_on(conn, speaker.shop_id)
                    clock = await shop_clock(conn, speaker.shop_id)
                return {"hours": hours_shape(clock, policies)}
            case ListOpen():
                async with pool().connection() as conn:
                    return await list_page(
                        conn, speaker=speaker, tab=command.tab, cursor=command.cursor
                    )
            case PresenceChoose():
                return await placing.choose(command, speaker)
            case InsideOpen() | ListLook() | SessionsFinish() | SessionsReopen():
                return await inside(command, speaker)
            case ThreadCommand(conversation=int(conversation)):
                return await self._about_thread(command, conversation, speaker)
        raise AssertionError(command)

    async def _about_thread(
        self, command: ThreadCommand, conversation: int, speaker: Speaker
    ) -> dict[str, Any]:
        match command:
            case MessageSend():
                return await self._send(command, conversation, speaker)
            case CardSend():
                return await self._send_card(command, conversation, speaker)
            case FileSend():
                self._take_turn(speaker)
                return (await files.send(command, speaker, conversation))[1]
            case FileAddress():
                return await files.address(command, speaker, conversation)
            case PositionReport():
                await report_position(
                    speaker=speaker,
                    conversation_id=conversation,
                    delivered=command.delivered,
                    read=command.read,
                )
                return {}
            case MessageRecall():
                seq = await in_thread(
                    recall_message,
                    speaker=speaker,
                    conversation_id=conversation,
                    seq=command.seq,
                    client_id=command.client_id,
                )
                return {"seq": seq}
            case SessionTake():
                row = await in_thread(take_session, actor=speaker, conversation_id=conversation)
                return {"row": row}
            case SessionTransfer():
                return await placing.transfer(command, conversation, speaker)
            case TypingReport():
                unseen = self.listener is not None and self.listener.unseen
                return await placing.report_typing(
                    speaker, conversation, key=f"desk {speaker.member_id}", unseen=unseen
                )
            case ThreadWatch():
                return await overseeing.watch(command, conversation, speaker, self.listener)
            case NoteWhisper():
                return await overseeing.say_unheard(command, conversation, speaker)
            case SessionFinish() | NoteAdd() | NoteEdit() | NoteDelete() | NotesFill():
                return await inside_thread(command, conversation, speaker)
            case MentionsSee() | TagPut() | TagTake() | TagMake() | SessionStage():
                return await inside_thread(command, conversation, speaker)
            case SessionSnooze() | BuyerBlock() | BuyerUnblock():
                return await inside_thread(command, conversation, speaker)
            case ThreadOpen() | ThreadFill() | ThreadHistory():
                return await self._read(command, conversation, speaker)
        raise AssertionError(command)

    async def _send(
        self, command: MessageSend, conversation: int, speaker: Speaker
    ) -> dict[str, Any]:
        self._take_turn(speaker)
        sent = await send_message_fast(
            speaker=speaker,
            conversation_id=conversation,
            client_id=command.client_id,
            text=command.text,
            quote=command.quote,
            guard_seen=command.guard_seen,
        )
        scripts.count_soon(command, speaker, sent)
        return sent.as_json()

    async def _send_card(
        self, command: CardSend, conversation: int, speaker: Speaker
    ) -> dict[str, Any]:
        self._take_turn(speaker)
        sent = await in_thread(
            send_card,
            actor=speaker,
            conversation_id=conversation,
            client_id=command.client_id,
            card=command.card,
            about=command.about,
        )
        return sent.as_json()

    def _take_turn(self, speaker: Speaker) -> None:
        _messages.take(str(speaker.member_id), burst=MESSAGES_BURST, per_second=MESSAGES_PER_SECOND)

    async def _read(
        self,
        command: ThreadOpen | ThreadFill | ThreadHistory,
        conversation: int,
        speaker: Speaker,
    ) -> dict[str, Any]:
        async with pool().connection() as conn:
            match command:
                case ThreadOpen():
                    record, thread = await entries.thread(
                        conn,
                        shop_id=speaker.shop_id,
                        conversation_id=conversation,
                        seq=command.after,
                        for_buyer=False,
                    )
                    if self.listener is not None:
                        self.listener.watched, self.listener.unseen = conversation, False
                        tell_opened(self.listener)
                    return {"row": row_shape(record), "thread": thread}
                case ThreadFill():
                    return await entries.fill(
                        conn,
                        shop_id=speaker.shop_id,
                        conversation_id=conversation,
                        seq=command.after,
                        for_buyer=False,
                    )
            return await entries.history(
                conn,
                shop_id=speaker.shop_id,
                conversation_id=conversation,
                seq=command.before,
                for_buyer=False,
            )
