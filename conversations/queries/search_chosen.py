"""The conditions of a search as the page names them, each with the fields that hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from conversations.models import Conversation, Stage, Tag
from conversations.queries.colleagues import everybody_of
from conversations.search.asked import KINDS, RATED, SIDES, SPANS, Asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """One condition: how it reads, and what to empty to be rid of it."""

    fields: str
    label: str


def chosen(asked: Asked, form: Mapping[str, str], *, shop_id: int) -> list[Chosen]:
    """In the order of the form; a query for each name that stands in the database."""
    return [one for one in _chosen(asked, form, shop_id) if one.label]


def _chosen(asked: Asked, form: Mapping[str, str], shop_id: int) -> Iterator[Chosen]:
    if asked.thread is not None:
        yield Chosen("thread", _("只在「%s」的聊天里") % _buyer(shop_id, asked.thread))
    if form.get("days", "") in SPANS:
        yield Chosen("days", str(SPANS[form["days"]][1]))
    elif asked.since or asked.until:
        days = {"since": form.get("since", ""), "until": form.get("until", "")}
        yield Chosen("since until", _("%(since)s 到 %(until)s") % days)
    if asked.agent is not None:
        yield Chosen("agent", everybody_of(shop_id).get(asked.agent, "?"))
    yield Chosen("side", str(SIDES.get(asked.side, "")))
    yield Chosen("stage", str(Stage(asked.stage).label) if asked.stage else "")
    yield Chosen("rated", str(RATED.get(asked.rated, "")))
    yield Chosen("kind", str(KINDS.get(asked.kind, "")))
    if asked.tag is not None:
        names = Tag.objects.filter(shop_id=shop_id, pk=asked.tag).values_list("name", flat=True)
        yield Chosen("tag", next(iter(names), "?"))


def _buyer(shop_id: int, thread: int) -> str:
    names = Conversation.objects.filter(shop_id=shop_id, pk=thread)
    return next(iter(names.values_list("buyer__name", flat=True)), "?")
