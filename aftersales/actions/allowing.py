"""Whether a colleague may let this much money go on a case of this kind."""

from django.utils.translation import pgettext

from aftersales.doer import Doer
from aftersales.errors import NeedsApproval
from aftersales.limits import limit_fen, roles_for, rule_for
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind, Need
from helpdesk.accounts.models import Role
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.money import yuan

WITHIN = frozenset({Need.LIMIT})


def within_limit(*, doer: Doer, kind: Kind, fen: int, pays: bool | None = None) -> frozenset[Need]:
    """The need that is met; NeedsApproval above the limit. Kinds without money have none.

    ``pays`` says it of a case whose kind alone does not: an exchange that is paid out.
    """
    if not (kind in PAYS if pays is None else pays):
        return WITHIN
    limits = value_of(doer.shop_id, rule_for(kind))
    most = limit_fen(doer.role, limits)
    if most is not None and fen > most:
        roles = [str(Role(role).label) for role in roles_for(fen, limits)]
        raise NeedsApproval(
            amount=yuan(fen), limit=yuan(most), roles=pgettext("between roles", "或").join(roles)
        )
    return WITHIN
