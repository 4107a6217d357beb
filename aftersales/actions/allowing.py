"""Whether a colleague may let this much money go on a case of this kind."""

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import pgettext

from aftersales.doer import Doer
from aftersales.errors import LossAboveLimit, NeedsApproval, RulingAboveLimit
from aftersales.limits import limit_fen, roles_for, rule_for
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind, Need, State, Verb
from aftersales.models import Case, CaseEvent
from helpdesk.accounts.models import Role
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.money import yuan

WITHIN = frozenset({Need.LIMIT})


LETS_GO = (Verb.AGREE, Verb.OFFER, Verb.PAY_INSTEAD, Verb.RULE_BUYER, Verb.BEAR_LOSS)


def within_limit(*, doer: Doer, case: Case, kind: Kind, fen: int) -> frozenset[Need]:
    """The need that is met; NeedsApproval above the limit. Kinds without money have none.

    What the same colleague let go on other cases of the order counts: nobody splits a sum.
    """
    if kind not in PAYS:
        return WITHIN
    limits = value_of(doer.shop_id, rule_for(kind))
    most = limit_fen(doer.role, limits)
    if most is not None:
        fen += let_go(doer=doer, order_id=case.order_id, without_case=case.pk)
    if most is not None and fen > most:
        roles = [str(Role(role).label) for role in roles_for(fen, limits)]
        raise NeedsApproval(
            amount=yuan(fen), limit=yuan(most), roles=pgettext("between roles", "或").join(roles)
        )
    return WITHIN


def ruled_within_limit(*, doer: Doer, case: Case) -> frozenset[Need]:
    """The same for a platform's ruling, which nobody can check; RulingAboveLimit."""
    try:
        return within_limit(doer=doer, case=case, kind=Kind(case.kind), fen=case.amount_fen)
    except NeedsApproval as above:
        raise RulingAboveLimit(**above.facts) from None


def loss_within_limit(*, doer: Doer, case: Case) -> frozenset[Need]:
    """Money for goods that nobody found: of the limit for goods that stay away; LossAboveLimit."""
    kind = Kind.REFUND if case.kind in PAYS else Kind(case.kind)
    try:
        return within_limit(doer=doer, case=case, kind=kind, fen=case.amount_fen)
    except NeedsApproval as above:
        raise LossAboveLimit(**above.facts) from None


def allowed(*, doer: Doer, case: Case, verb: Verb) -> frozenset[Need]:
    """The limit of what is asked for: `AGREE`, or `BEAR_LOSS` of a parcel not found."""
    if verb is Verb.BEAR_LOSS:
        return loss_within_limit(doer=doer, case=case)
    return within_limit(doer=doer, case=case, kind=Kind(case.kind), fen=case.amount_fen)


def let_go(*, doer: Doer, order_id: int, without_case: int | None = None) -> int:
    """By this colleague, on what else is open or done of the order."""
    mine = CaseEvent.objects.filter(
        shop_id=doer.shop_id, case_id=OuterRef("pk"), member_id=doer.member_id, verb__in=LETS_GO
    )
    others = (
        Case.objects.filter(Exists(mine), shop_id=doer.shop_id, order_id=order_id)
        .exclude(pk=without_case or 0)
        .exclude(state__in=(State.CLOSED, State.CANCELLED))
    )
    return int(others.aggregate(fen=Sum("amount_fen", default=0))["fen"])
