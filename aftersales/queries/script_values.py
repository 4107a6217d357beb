"""What the after-sales variables of a script are worth: of the buyer's open case, or of one that is
only being thought about."""

from collections.abc import Mapping

from aftersales.causes import Payer
from aftersales.machine.words import Kind
from aftersales.models import Case
from aftersales.policy_rules import RETURN_ADDRESS
from aftersales.queries.timer_rules import rule_taken
from aftersales.said_values import case_values
from conversations.access import conversation_of
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from scripts_library.variables import Chat, Values


def tell(chat: Chat) -> Values:
    """Of the newest case of the chat's buyer that is still open; nothing where there is none."""
    if chat.conversation_id is None:
        return {}
    buyer_id = conversation_of(chat.shop_id, chat.conversation_id).buyer_id
    open_cases = Case.objects.filter(shop_id=chat.shop_id, order__buyer_id=buyer_id, is_open=True)
    case = open_cases.select_related("order").order_by("-opened_at", "-pk").first()
    if case is None:
        return {}
    return thought_of(
        chat,
        kind=Kind(case.kind),
        fen=case.amount_fen,
        payer=Payer(case.freight_payer),
        platform=case.order.platform,
    )


def thought_of(
    chat: Chat, *, kind: Kind, fen: int, payer: Payer, platform: str
) -> Mapping[str, str | None]:
    """The same of a case that need not be open yet: at most eight short queries."""
    at = now()

    def number(rule: str) -> int:
        return rule_taken(chat.shop_id, rule, platform=platform, at=at).value

    return case_values(
        kind,
        fen,
        payer,
        ships_days=number("aftersales.buyer_ships_days"),
        confirms_days=number("aftersales.confirm_return_days"),
        sends_hours=number("aftersales.reship_hours"),
        address=value_of(chat.shop_id, RETURN_ADDRESS),
        language=chat.language,
    )
