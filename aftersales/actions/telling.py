"""Who else hears of a move: other systems through the outbox, the buyer through what is owed.

Called by `moving.py` and `opening.py` at the end of their transaction. The word to the buyer is a
row, said by `telling_buyers.py` after the commit: a chat is locked before a case, never after.
"""

from datetime import datetime

from aftersales.access import Held
from aftersales.doer import Doer
from aftersales.machine.table import Row
from aftersales.machine.words import Verb, Who
from aftersales.models import Case, CaseTelling
from aftersales.policy_rules import BUYER_TOLD
from aftersales.webhooks import MOVED, OPENED, case_data, move_data
from helpdesk.accounts.policies import value_of
from helpdesk.integrations.actions.recording import record_event
from helpdesk.integrations.queries.listening import is_heard

INSIDE = frozenset(
    {
        Verb.OVERDUE,
        Verb.MISS,
        Verb.FIND,
        Verb.PAY_REFUSED,
        Verb.PAY_AGAIN,
        Verb.ADD,
        Verb.PROVE,
        Verb.FOUND_UNPAID,
    }
)
"""What changes nothing for the buyer, or is between the shop and others."""


def tell_of_move(*, held: Held, row: Row, doer: Doer, who: Who, before: str, at: datetime) -> None:
    """Record it for who listens, and owe the buyer a word of what they did not do themselves."""
    case = held.case
    kind = OPENED if row.verb is Verb.OPEN else MOVED
    if is_heard(case.shop_id, kind):
        data = {**case_data(case, held.order, at=at), **move_data(row.verb, who, before)}
        record_event(shop_id=case.shop_id, kind=kind, data=data, subject=str(case))
    if doer.who is not Who.BUYER and row.verb not in INSIDE:
        _owe(case, at)


def _owe(case: Case, at: datetime) -> None:
    if case.buyer_id is not None and value_of(case.shop_id, BUYER_TOLD):
        CaseTelling.objects.create(
            shop_id=case.shop_id, case=case, version=case.version, owed_at=at
        )
