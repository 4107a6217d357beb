"""Taking over what the shop's platforms ask, exactly as it was shown, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts import policies
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import AuditEntry, Shop, User
from helpdesk.accounts.opening_errors import NothingToUndo, RulesMovedMeanwhile
from helpdesk.accounts.opening_rules import PLATFORMS
from helpdesk.accounts.platform_packs import platforms_said
from helpdesk.accounts.queries.platforms import (
    RuleChange,
    changes_by,
    fingerprint,
    last_application,
)
from helpdesk.kernel.locks import locked


@transaction.atomic
def apply_platforms(*, actor: User, shop_id: int, keys: Sequence[str], shown: str) -> AuditEntry:
    """Each rule that changes gets a version of its own. RulesMovedMeanwhile, and nothing is
    done, when it would not be what ``shown`` stands for."""
    shop = locked(Shop.objects.filter(pk=shop_id)).get()
    changes = changes_by(shop_id, keys)
    if fingerprint(keys, changes) != shown:
        raise RulesMovedMeanwhile()
    before = policies.value_of(shop_id, PLATFORMS)
    chosen = list(keys)
    if before != chosen:
        set_policy(actor=actor, shop_id=shop_id, name=PLATFORMS, value=chosen, source=_("店里选的"))
    changed = [_apply(actor, shop_id, one) for one in changes if one.changes]
    return record(
        shop_id=shop_id,
        actor=actor,
        verb="shop.platforms_applied",
        target=shop,
        data={
            "target": platforms_said(chosen),
            "changed": len(changed),
            "platforms": {"before": before, "after": chosen},
            "rules": changed,
        },
    )


@transaction.atomic
def undo_platforms(*, actor: User, shop_id: int, entry_id: int) -> list[str]:
    """Let the rules be what they were before; NothingToUndo unless it was the last use. A rule
    that somebody has changed since stays as it is: the names of those come back."""
    shop = locked(Shop.objects.filter(pk=shop_id)).get()
    entry = last_application(shop_id)
    if entry is None or entry.pk != entry_id:
        raise NothingToUndo()
    kept, undone = [], 0
    pairs = [*entry.data["rules"], {"rule": PLATFORMS, **entry.data["platforms"]}]
    for one in pairs:
        if one["before"] == one["after"]:
            continue
        if policies.value_of(shop_id, one["rule"]) != one["after"]:
            kept.append(str(one["rule"]))
            continue
        reason = _("撤回平台预设")
        set_policy(
            actor=actor, shop_id=shop_id, name=one["rule"], value=one["before"], source=reason
        )
        undone += one["rule"] != PLATFORMS
    record(
        shop_id=shop_id,
        actor=actor,
        verb="shop.platforms_undone",
        target=shop,
        data={"target": entry.data["target"], "changed": undone, "kept": kept},
    )
    return kept


def _apply(actor: User, shop_id: int, change: RuleChange) -> dict[str, Any]:
    source = _("%(source)s；%(day)s 看的") % {
        "source": change.source,
        "day": change.read_on.isoformat(),
    }
    set_policy(actor=actor, shop_id=shop_id, name=change.rule, value=change.after, source=source)
    return {"rule": change.rule, "before": change.before, "after": change.after}
