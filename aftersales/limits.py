"""How much money each role may let go on one case. Pure; the numbers are rules of the shop."""

from collections.abc import Mapping
from typing import Any

from aftersales.machine.words import Kind, Verb
from aftersales.policy_rules import LIMIT_BACK, LIMIT_KEEP
from helpdesk.accounts.models.membership import Role
from helpdesk.accounts.permissions import RANK

WITH_GOODS_BACK = (Kind.RETURN,)


def rule_for(kind: Kind) -> str:
    """By whether the shop gets its goods back."""
    return LIMIT_BACK if kind in WITH_GOODS_BACK else LIMIT_KEEP


def rule_for_verb(verb: str, kind: Kind, *, goods_back: bool = False) -> str:
    """The same for a deed: money for a return that nobody found goes without the goods, and money
    in place of what cannot be sent by whether the buyer's came back."""
    if verb == Verb.PAY_INSTEAD:
        return LIMIT_BACK if goods_back else LIMIT_KEEP
    return LIMIT_KEEP if verb == Verb.BEAR_LOSS else rule_for(kind)


def limit_fen(role: str, limits: Mapping[str, Any]) -> int | None:
    """The most that the role may let go; None: no end."""
    return None if role == Role.OWNER else int(limits[role]) * 100


def lowest_above(role: str, fen: int, limits: Mapping[str, Any]) -> Role:
    """The lowest role that may let that much go and is above the one that asked for it."""
    others = [one for one in roles_for(fen, limits) if RANK[one] > RANK[Role(role)]]
    return others[0] if others else Role.OWNER


def roles_for(fen: int, limits: Mapping[str, Any]) -> list[Role]:
    """Who may let that much go, lowest first."""
    found = []
    for role in Role:
        most = limit_fen(role, limits)
        if most is None or fen <= most:
            found.append(role)
    return found
