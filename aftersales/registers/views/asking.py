"""What a request of the registers asks for, read without stumbling."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.registers.errors import EntryWrong
from aftersales.registers.queries.listing import VIEWS, Wanted


def wanted_of(ask: QueryDict) -> Wanted:
    """Which part of a register the page shows."""
    view = ask.get("view", "")
    return Wanted(
        view=view if view in VIEWS else "open",
        words=ask.get("q", "").replace("\x00", "").strip()[:60],
        cursor=ask.get("after", "")[:200],
    )


def query_of(wanted: Wanted, **other: object) -> str:
    """The same part in an address, with something else about it."""
    facts: dict[str, object] = {
        "view": wanted.view if wanted.view != "open" else "",
        "q": wanted.words,
        **other,
    }
    return "?" + urlencode({name: value for name, value in facts.items() if value})


def moment_in(form: QueryDict, name: str, field: object) -> datetime | None:
    """A time by the shop's clock, None where nothing was typed; EntryWrong."""
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise EntryWrong(field=field, problem=_("不是时间")) from None
