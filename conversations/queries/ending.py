"""How a shop ends its receptions."""

from conversations.models import EndingSettings


def ending_of(shop_id: int) -> EndingSettings:
    """The shop's own with its shop, or the defaults, unsaved."""
    held = EndingSettings.objects.filter(shop_id=shop_id).select_related("shop").first()
    return held or EndingSettings(shop_id=shop_id)
