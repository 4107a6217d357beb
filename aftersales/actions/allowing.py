"""Whether a colleague may let this much money go on a case of this kind."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
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
    if limit_fen(doer.role, limits) is None:
        return WITHIN
    fen += let_go(doer=doer, order_id=case.order_id, without_case=case.pk)
    if (above := _above(doer, fen, limits)) is not None:
        raise NeedsApproval(**above)
    return WITHIN


def _above(doer: Doer, fen: int, limits: Any) -> dict[str, Any] | None:
    """What is said of a sum above the colleague's limit; None within it."""
    most = limit_fen(doer.role, limits)
    if most is None or fen <= most:
        return None
    roles = [str(Role(role).label) for role in roles_for(fen, limits)]
    between = pgettext("between roles", "或")
    return {"amount": yuan(fen), "limit": yuan(most), "roles": between.join(roles)}


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


def losses_above(*, doer: Doer, cases: Sequence[Case]) -> dict[int, LossAboveLimit]:
    """What `loss_within_limit` says of many cases, by case, in two queries; within it: nothing."""
    limits = value_of(doer.shop_id, rule_for(Kind.REFUND))
    if limit_fen(doer.role, limits) is None:
        return {}
    gone: dict[int, list[Case]] = {}
    for one in _let_go_by(doer).filter(order_id__in={case.order_id for case in cases}):
        gone.setdefault(one.order_id, []).append(one)
    found = {}
    for case in cases:
        others = [one.amount_fen for one in gone.get(case.order_id, ()) if one.pk != case.pk]
        above = _above(doer, case.amount_fen + sum(others), limits) if case.kind in PAYS else None
        if above is not None:
            found[case.pk] = LossAboveLimit(**above)
    return found


def instead_within_limit(*, doer: Doer, case: Case, fen: int) -> frozenset[Need]:
    """Money in place of what cannot be sent: by whether the buyer's goods came back."""
    back = Kind.RETURN if case.return_signed_at else Kind.REFUND
    return within_limit(doer=doer, case=case, kind=back, fen=fen)


def allowed(*, doer: Doer, case: Case, verb: Verb, fen: int) -> frozenset[Need]:
    """The limit of what is asked for: `AGREE`, `BEAR_LOSS` of a parcel not found, or so much with
    `PAY_INSTEAD`."""
    if verb is Verb.PAY_INSTEAD:
        return instead_within_limit(doer=doer, case=case, fen=fen)
    if verb is Verb.BEAR_LOSS:
        return loss_within_limit(doer=doer, case=case)
    return within_limit(doer=doer, case=case, kind=Kind(case.kind), fen=case.amount_fen)


def let_go(*, doer: Doer, order_id: int, without_case: int | None = None) -> int:
    """By this colleague, on what else is open or done of the order."""
    others = _let_go_by(doer).filter(order_id=order_id).exclude(pk=without_case or 0)
    return int(others.aggregate(fen=Sum("amount_fen", default=0))["fen"])


def _let_go_by(doer: Doer) -> QuerySet[Case]:
    mine = CaseEvent.objects.filter(
        shop_id=doer.shop_id, case_id=OuterRef("pk"), member_id=doer.member_id, verb__in=LETS_GO
    )
    theirs = Case.objects.filter(Exists(mine), shop_id=doer.shop_id)
    return theirs.exclude(state__in=(State.CLOSED, State.CANCELLED))
