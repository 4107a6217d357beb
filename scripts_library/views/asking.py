"""What a request of the library's pages asks for, read without stumbling."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from scripts_library.drafts import Filing, Words, tags_in, wrong
from scripts_library.models import Scope
from scripts_library.queries.listing import Wanted

ORDERS = ("used", "newest", "title")
MINE = ("favourites", "submitted", "own")
LONGEST_KEY = 32


def number_of(source: QueryDict, name: str) -> int:
    """A number of the form, 0 when it is none."""
    text = source.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def wanted_of(request: HttpRequest) -> Wanted:
    """Which part of the library the page shows."""
    ask = request.GET
    state, mine, order = ask.get("state", ""), ask.get("mine", ""), ask.get("order", "")
    return Wanted(
        folder=number_of(ask, "folder") or None,
        state=state if state in ("draft", "review", "approved", "retired") else "",
        words=ask.get("q", "").replace("\x00", "").strip()[:60],
        mine=mine if mine in MINE else "",
        order=order if order in ORDERS else "used",
        page=max(1, min(9999, number_of(ask, "page"))),
    )


def kept_query(wanted: Wanted, **other: object) -> str:
    """The same part in an address, with something else about it."""
    query = urlencode(kept_facts(wanted, **other))
    return f"?{query}" if query else "?"


def kept_facts(wanted: Wanted, **other: object) -> list[tuple[str, object]]:
    """What of it has to be said, as pairs."""
    facts: dict[str, object] = {
        "folder": wanted.folder,
        "state": wanted.state,
        "q": wanted.words,
        "mine": wanted.mine,
        "order": wanted.order if wanted.order != "used" else "",
        **other,
    }
    return [(name, value) for name, value in facts.items() if value]


def is_key(word: str) -> bool:
    """Whether it can be the key of a file at all."""
    return word.isascii() and word.isprintable() and len(word) <= LONGEST_KEY


def words_of(form: QueryDict) -> Words:
    """Title, body, products and files as they were typed."""
    products = [int(one) for one in form.getlist("products") if one.isdecimal() and len(one) < 16]
    files = tuple(one for one in form.getlist("files") if is_key(one))
    return Words(form.get("title", ""), form.get("body", ""), tuple(products), files)


def filing_of(form: QueryDict) -> Filing:
    """Folder, scope and the rest; ``scope`` is a word, or "group" with its number."""
    scope, _mark, group = form.get("scope", Scope.SHOP).partition(":")
    return Filing(
        scope=scope,
        group_id=int(group) if group.isdecimal() and len(group) < 16 else None,
        folder_id=number_of(form, "folder") or None,
        code=form.get("code", ""),
        language=form.get("language", "zh"),
        stage=form.get("stage", ""),
        tags=tags_in(form.get("tags", "")),
        valid_from=_day(form, "valid_from"),
        valid_until=_day(form, "valid_until"),
    )


def _day(form: QueryDict, name: str) -> date | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = _("「%(text)s」不是日期，写成 2026-06-13")
        raise wrong(name, said % {"text": text[:20]}) from None
