"""Which shop a script is in: for a link that was followed in another of one's own shops."""

from collections.abc import Sequence

from scripts_library.models import GuardRule, Scope, Script


def shop_of_script(shop_ids: Sequence[int], script_id: int) -> int | None:
    """Which of the shops has this script; a personal one is nobody else's business."""
    rows = Script.objects.filter(shop_id__in=shop_ids, pk=script_id).exclude(scope=Scope.OWN)
    return rows.values_list("shop_id", flat=True).first()


def shop_of_guard_rule(shop_ids: Sequence[int], guard_rule_id: int) -> int | None:
    """Which of the shops has this rule of wording."""
    rows = GuardRule.objects.filter(shop_id__in=shop_ids, pk=guard_rule_id)
    return rows.values_list("shop_id", flat=True).first()
