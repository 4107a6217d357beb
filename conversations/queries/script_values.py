"""What the variables of a script are worth in a chat; None where there is nothing to say."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import override

from conversations.access import conversation_of
from conversations.models import Conversation
from conversations.queries.automatic_words import called
from conversations.queries.panel import asked_about
from helpdesk.accounts.hours_words import when_said
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import OrderState
from helpdesk.commerce.policy_rules import PRINT_CUT_OFFS
from helpdesk.commerce.promise import cut_offs_of, leaves_at
from helpdesk.commerce.queries.order_panel import OrderPanel, order_panel
from helpdesk.kernel import money
from helpdesk.kernel.clock import now
from scripts_library.variables import Chat, Values

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def tell(chat: Chat) -> Values:
    """The facts of a chat, said in the buyer's language. ConversationNotFound for a stranger."""
    if chat.conversation_id is None:
        return {}
    conversation = conversation_of(chat.shop_id, chat.conversation_id)
    shop = Shop.objects.get(pk=chat.shop_id)
    zone = ZoneInfo(shop.time_zone)
    orders = order_panel(shop_id=chat.shop_id, buyer_id=conversation.buyer_id, zone=zone)
    with override(LANGUAGES[chat.language]):
        return {
            "buyer": called(conversation) or None,
            "city": conversation.buyer.region or None,
            **_product(conversation),
            **_order(orders),
            **_parcel(orders),
            "ship_time": _ship_time(chat.shop_id, orders, zone),
        }


def _product(conversation: Conversation) -> Values:
    asked = asked_about(conversation)
    product, advice = asked["product"], asked.get("advice")
    return {
        "product": product.name if product else None,
        "price": money.yuan(product.price_fen) if product else None,
        "size": advice.size if advice else None,
    }


def _order(orders: OrderPanel) -> Values:
    if not orders.cards:
        return {}
    card = orders.cards[0]
    is_unpaid = card.state == OrderState.UNPAID
    return {
        "order": card.number,
        "amount": money.yuan(card.price_fen if is_unpaid else card.paid_fen),
    }


def _parcel(orders: OrderPanel) -> Values:
    parcel = orders.cards[0].parcel if orders.cards else None
    if parcel is None:
        return {}
    arrives = None if parcel.signed_at or parcel.is_late else day_said(parcel.arrives_on)
    return {"courier": parcel.courier, "waybill": parcel.waybill, "arrives": arrives}


def _ship_time(shop_id: int, orders: OrderPanel, zone: ZoneInfo) -> str | None:
    """When the latest order leaves; before there is one, when what is paid now would. A promise
    that is past is no promise: then there is nothing to say."""
    moment = now()
    card = orders.cards[0] if orders.cards else None
    if card is not None and card.state == OrderState.PAID:
        leaves = card.leaves_at
    elif card is None or card.state == OrderState.UNPAID:
        leaves = leaves_at(moment, cut_offs_of(value_of(shop_id, PRINT_CUT_OFFS)), zone)
    else:
        return None
    return said_if_to_come(leaves, moment, zone)


def said_if_to_come(leaves: datetime | None, moment: datetime, zone: ZoneInfo) -> str | None:
    """A moment by the shop's clock, unless it is past. Pure."""
    if leaves is None or leaves <= moment:
        return None
    return when_said(leaves.astimezone(zone), moment.astimezone(zone).date())


def day_said(day: date) -> str:
    """A day as a buyer reads it, in the language that is on."""
    return date_format(day, "MONTH_DAY_FORMAT")
