"""The wizard's form as an application that is to be changed fills it."""

from aftersales.causes import Cause
from aftersales.machine.words import Kind
from aftersales.models import Case
from aftersales.options import KIND_OF, Way
from aftersales.queries.purse import most_for
from aftersales.wizard.draft import Draft
from helpdesk.commerce.templatetags.trade_words import bare_yuan


def draft_of_case(case: Case) -> Draft:
    """What was applied for, its sum as it stands. The buyer's new words are still to be told."""
    positions = tuple(case.lines.order_by("position").values_list("position", flat=True))
    way = _way(case, positions)
    return Draft(
        positions=positions,
        cause=Cause(case.cause),
        of_shop=case.of_shop,
        words=case.words,
        way=way,
        amount=bare_yuan(case.amount_fen) if case.amount_fen else "",
        amount_for=way,
        version=case.version,
    )


def _way(case: Case, positions: tuple[int, ...]) -> Way:
    if case.kind == Kind.REFUND:
        most = most_for(case.order, Kind.REFUND, Cause(case.cause), positions, without_case=case.pk)
        return Way.REFUND_PART if case.amount_fen < most else Way.REFUND_ALL
    return next(way for way in Way if KIND_OF[way] == case.kind)
