"""Threads: list, one, its entries; take, finish, answer in the name of the token's member."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.access import conversation_of
from conversations.actions.sending import send_message
from conversations.actions.sessions import finish_session, take_session
from conversations.api.shapes import (
    EntriesQuery,
    EntriesShown,
    MessageIn,
    MessageStored,
    RowOfList,
    TabQuery,
    ThreadShown,
)
from conversations.queries.for_programs import (
    entries_page,
    rows_page,
    thread_head,
    thread_shape,
)
from conversations.speaker import Speaker, agent_of
from helpdesk.accounts.access import require
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.kernel.drf.problems import RequestWrong
from helpdesk.kernel.drf.schema import paged


class ThreadView(ShopView):
    """What the endpoints of threads share: who speaks."""

    tag = "conversations"

    @property
    def speaker(self) -> Speaker:
        """The member in whose name the token acts, as the sockets know them."""
        member = self.token.member
        require(member, "chat.reply")
        return Speaker(
            shop_id=self.shop_id,
            side="agent",
            member_id=member.pk,
            name=member.public_name,
            role=member.role,
        )


class ThreadsEndpoint(ThreadView):
    scopes = {"GET": "conversations:read"}

    @extend_schema(
        operation_id="conversations",
        summary=_("会话列表"),
        parameters=[TabQuery],
        responses=paged("ConversationPage", RowOfList),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(TabQuery)
        page = rows_page(
            speaker=agent_of(self.token.member),
            tab=asked["tab"],
            cursor=asked.get("cursor"),
        )
        return Response(page.as_json(list))


class ThreadEndpoint(ThreadView):
    scopes = {"GET": "conversations:read"}

    @extend_schema(operation_id="conversation", summary=_("一个会话"), responses=ThreadShown)
    def get(self, request: Request, conversation_id: int) -> Response:
        record = thread_head(shop_id=self.shop_id, conversation_id=conversation_id)
        return Response(thread_shape(record))


class EntriesEndpoint(ThreadView):
    scopes = {"GET": "conversations:read"}

    @extend_schema(
        operation_id="entries",
        summary=_("会话里的话，按 seq"),
        parameters=[EntriesQuery],
        responses=EntriesShown,
    )
    def get(self, request: Request, conversation_id: int) -> Response:
        head = thread_head(shop_id=self.shop_id, conversation_id=conversation_id)
        asked = self.query(EntriesQuery)
        if "after" in asked and "before" in asked:
            raise RequestWrong(field="after", problem=_("和 before 只能写一个。"))
        after = asked.get("after", None if "before" in asked else 0)
        entries = entries_page(
            shop_id=self.shop_id,
            conversation_id=conversation_id,
            after=after,
            before=asked.get("before"),
        )
        return Response({"entries": entries, "last": head["last_seq"]})


class MessagesEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="message_send",
        summary=_("发一条消息"),
        description=_(
            "用密钥所替的那位同事的名义。没人接的会话，发了就算他接。"
            "用词把关拦下的回 422：guard_warned 带上 guard_seen 再发，guard_blocked 要改。"
        ),
        request=MessageIn,
        responses=MessageStored,
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        conversation = conversation_of(self.shop_id, conversation_id)
        said, speaker = self.body(MessageIn), self.speaker

        def work() -> Any:
            sent = send_message(
                speaker=speaker,
                conversation_id=conversation.pk,
                client_id=said["client_id"],
                text=said["text"],
                quote=said["quote"],
                guard_seen=said["guard_seen"],
            )
            return sent.as_json()

        return self.written(work)


class TakeEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="conversation_take", summary=_("接待"), request=None, responses=RowOfList
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        speaker = self.speaker
        return self.written(lambda: take_session(actor=speaker, conversation_id=conversation_id))


class FinishEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="conversation_finish",
        summary=_("结束这次接待"),
        request=None,
        responses=RowOfList,
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        speaker = self.speaker
        return self.written(lambda: finish_session(actor=speaker, conversation_id=conversation_id))
