"""What else the desk does with a thread: take words back, send a card, hand the chat over."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.access import conversation_of
from conversations.actions.recalling import recall_message
from conversations.actions.sending_cards import send_card
from conversations.actions.transferring import transfer_conversation
from conversations.api.deed_shapes import CardIn, Recalled, RecallIn, TransferIn
from conversations.api.shapes import MessageStored, RowOfList
from conversations.api.threads import ThreadView
from helpdesk.commerce.access import order_by_number


class RecallEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="message_recall",
        summary=_("撤回一条消息或卡片"),
        description=_("只能撤自己说的，在店里定的时间里。"),
        request=RecallIn,
        responses=Recalled,
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        conversation = conversation_of(self.shop_id, conversation_id)
        said, speaker = self.body(RecallIn), self.speaker

        def work() -> Any:
            seq = recall_message(
                speaker=speaker,
                conversation_id=conversation.pk,
                seq=said["seq"],
                client_id=said["client_id"],
            )
            return {"seq": seq}

        return self.written(work)


class CardsEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="card_send",
        summary=_("发一张卡片：订单、商品、核对地址、售后单"),
        description=_("订单要是这位买家的；地址只在发货前能核对。"),
        request=CardIn,
        responses=MessageStored,
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        conversation = conversation_of(self.shop_id, conversation_id)
        said, speaker = self.body(CardIn), self.speaker

        def work() -> Any:
            about = said.get("product", said.get("case"))
            if about is None:
                about = order_by_number(self.shop_id, said["order"]).pk
            sent = send_card(
                actor=speaker,
                conversation_id=conversation.pk,
                client_id=said["client_id"],
                card=said["card"],
                about=about,
            )
            return sent.as_json()

        return self.written(work)


class TransferEndpoint(ThreadView):
    scopes = {"POST": "conversations:write"}

    @extend_schema(
        operation_id="conversation_transfer",
        summary=_("转给同事或一个组"),
        request=TransferIn,
        responses=RowOfList,
    )
    def post(self, request: Request, conversation_id: int) -> Response:
        conversation = conversation_of(self.shop_id, conversation_id)
        said, speaker = self.body(TransferIn), self.speaker

        def work() -> Any:
            return transfer_conversation(
                actor=speaker,
                conversation_id=conversation.pk,
                member_id=said.get("member"),
                group_id=said.get("group"),
                note=said["note"],
            )

        return self.written(work)
