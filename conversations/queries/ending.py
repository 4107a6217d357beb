"""How a shop ends its receptions."""

from conversations.models import EndingSettings


def ending_of(shop_id: int) -> EndingSettings:
    """The shop's own, or the defaults, unsaved."""
    return EndingSettings.objects.filter(shop_id=shop_id).first() or EndingSettings(shop_id=shop_id)
