"""Money and times in templates: ``{{ fen|yuan }}``, ``{{ day|near_day }}``, ``near_time``."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils import timezone

from helpdesk.commerce.day_words import near_day as words_for
from helpdesk.kernel import money
from helpdesk.kernel.text import listed

register = template.Library()


@register.filter
def yuan(fen: int) -> str:
    """¥1,260.00."""
    return money.yuan(fen)


@register.filter
def bare_yuan(fen: int) -> str:
    """1260.00, as one types it."""
    return money.yuan(fen).lstrip("¥").replace(",", "")


@register.filter
def near_day(day: date | datetime) -> str:
    """今天, 周六 or 6月9日, by the shop's clock (`member_view` sets it)."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return words_for(day, timezone.localdate())


@register.filter
def near_time(moment: datetime | None) -> str:
    """今天 10:37, 11月4日 15:28; nothing for what never was."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{words_for(local.date(), timezone.localdate())} {local:%H:%M}"


@register.filter("listed")
def in_a_row(items: Iterable[object]) -> str:
    """Several things with the separator of the reader's language."""
    return listed(items)


@register.filter("initial")
def sign_of(name: str) -> str:
    """The sign that stands for a name, as `static/js/thread/initial.js` has it: 小满 is 满."""
    signs = name.strip()
    familiar = len(signs) > 1 and signs[0] in "小老"
    return (signs[1 if familiar else 0 :][:1] or "·").upper()
