"""The passages of a shop, and what names them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from scripts_library.models import Passage, Scope, ScriptVersion
from scripts_library.wording import names_in


def passages_of(shop_id: int) -> Mapping[str, str]:
    """Name to text."""
    return dict(Passage.objects.filter(shop_id=shop_id).values_list("name", "text"))


def passage_list(shop_id: int) -> Sequence[Passage]:
    """By name."""
    return list(Passage.objects.filter(shop_id=shop_id).order_by("name"))


def users_of(shop_id: int, name: str) -> list[str]:
    """The titles of scripts and the names of passages that name this one, newest or in use; of
    personal scripts no title, for nobody else finds them."""
    written = f"{{{name}"
    rows = ScriptVersion.objects.filter(shop_id=shop_id, body__contains=written)
    found = [
        _("同事自己的一条") if version.script.scope == Scope.OWN else version.title
        for version in rows.select_related("script").order_by("pk")
        if version.number in (version.script.latest, version.script.live)
        and name in names_in(version.body)
    ]
    others = Passage.objects.filter(shop_id=shop_id, text__contains=written).exclude(name=name)
    return found + [one.name for one in others if name in names_in(one.text)]
