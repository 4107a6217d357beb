"""How much of the starter set a shop has."""

from django.db.models import Count

from scripts_library.models import Script


def starters_there(shop_id: int) -> dict[str, int]:
    """By language."""
    rows = Script.objects.filter(shop_id=shop_id).exclude(starter_key="")
    return dict(rows.order_by().values_list("language").annotate(many=Count("pk")))
