"""What the shop chose the last time."""

from helpdesk.commerce.imports.models import RememberedMapping


def remembered_mapping(shop_id: int, preset: str) -> RememberedMapping | None:
    return RememberedMapping.objects.filter(shop_id=shop_id, preset=preset).first()
