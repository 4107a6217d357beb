"""The passages of a shop, and what names them."""

from collections.abc import Mapping, Sequence

from scripts_library.models import Passage, Script, ScriptVersion
from scripts_library.wording import names_in


def passages_of(shop_id: int) -> Mapping[str, str]:
    """Name to text."""
    return dict(Passage.objects.filter(shop_id=shop_id).values_list("name", "text"))


def passage_list(shop_id: int) -> Sequence[Passage]:
    """By name."""
    return list(Passage.objects.filter(shop_id=shop_id).order_by("name"))


def users_of(shop_id: int, name: str) -> list[str]:
    """The titles of scripts and the names of passages that name this one, newest or in use."""
    written = f"{{{name}"
    rows = ScriptVersion.objects.filter(shop_id=shop_id, body__contains=written)
    numbers = dict(
        Script.objects.filter(shop_id=shop_id, pk__in=rows.values("script_id")).values_list(
            "pk", "latest"
        )
    )
    lives = dict(
        Script.objects.filter(shop_id=shop_id, pk__in=rows.values("script_id")).values_list(
            "pk", "live"
        )
    )
    found = [
        version.title
        for version in rows.order_by("pk")
        if version.number in (numbers[version.script_id], lives[version.script_id])
        and name in names_in(version.body)
    ]
    others = Passage.objects.filter(shop_id=shop_id, text__contains=written).exclude(name=name)
    return found + [one.name for one in others if name in names_in(one.text)]
