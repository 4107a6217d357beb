"""The record of who did what: a registry of verbs, and the one way to write an entry.

An app registers its verbs from ``AppConfig.ready()``; an action calls `record` inside its
transaction, so the deed and its entry stand or fall together.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from helpdesk.accounts.models import AuditEntry, User

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

_sentences: dict[str, str | Promise] = {}
_hidden: dict[str, str] = {}
_door: ContextVar[str] = ContextVar("door", default="")


class VerbProblem(LookupError):
    """A verb that nobody registered, or that two apps registered differently."""


def register_verb(verb: str, sentence: str | Promise, *, hidden: str = "") -> None:
    """Make a dotted verb known. The sentence may name ``%(actor)s``, ``%(target)s``, any data.

    ``hidden`` names the fact that nobody reads in passing: it takes a click, which is recorded.
    """
    if verb in _sentences and str(_sentences[verb]) != str(sentence):
        raise VerbProblem(f"{verb} is already registered with another sentence")
    _sentences[verb] = sentence
    if hidden:
        _hidden[verb] = hidden


def registered_verbs() -> Mapping[str, str | Promise]:
    """Every verb and its sentence."""
    return dict(_sentences)


@contextlib.contextmanager
def through(door: str) -> Iterator[None]:
    """Entries written meanwhile say by which program: nobody takes its deeds for a person's."""
    before = _door.set(door)
    try:
        yield
    finally:
        _door.reset(before)


def record(
    *,
    shop_id: int | None,
    actor: User | None,
    verb: str,
    target: Model | tuple[str, str] | None = None,
    data: Mapping[str, Any] | None = None,
    actor_name: str = "",
) -> AuditEntry:
    """Write one entry in the caller's transaction.

    ``target`` is a row or (kind, number); ``data`` holds JSON values, among them whatever the
    sentence names, moments as `clock.iso` writes them. ``actor`` None means the machine, unless
    ``actor_name`` says otherwise.
    """
    deed = Deed(verb, target, dict(data or {}))
    [entry] = record_many(shop_id=shop_id, actor=actor, deeds=[deed], actor_name=actor_name)
    return entry


@dataclass(frozen=True, slots=True)
class Deed:
    """One of many that are put on record together, as `record` takes it."""

    verb: str
    target: Model | tuple[str, str] | None
    data: Mapping[str, Any]


def record_many(
    *, shop_id: int | None, actor: User | None, deeds: Iterable[Deed], actor_name: str = ""
) -> list[AuditEntry]:
    """An entry for each deed of one person, in their order, in one statement a thousand."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry is written inside the transaction of its deed.")
    name, entries = _name_of(actor, actor_name), []
    for deed in deeds:
        if deed.verb not in _sentences:
            raise VerbProblem(f"{deed.verb} is not registered")
        target_type, target_id = _named(deed.target)
        entries.append(
            AuditEntry(
                shop_id=shop_id,
                actor=actor,
                actor_name=name,
                verb=deed.verb,
                target_type=target_type,
                target_id=target_id,
                data=dict(deed.data),
            )
        )
    return AuditEntry.objects.bulk_create(entries, batch_size=1000)


def sentence_of(entry: AuditEntry) -> str:
    """The entry as a person reads it, in the reader's language and by the clock that is active: on
    a page, the shop's."""
    facts = {
        **{name: _said(value) for name, value in entry.data.items()},
        "actor": entry.actor_name or _unnamed(entry),
        "target": entry.data.get("target", entry.target_id),
    }
    sentence = _sentences.get(entry.verb)
    if sentence is None:
        return f"{facts['actor']} {entry.verb} {facts['target']}".rstrip()
    try:
        return str(sentence) % facts
    except (KeyError, ValueError):
        # An entry from before the sentence named more facts: say what is known.
        return f"{facts['actor']} {entry.verb} {facts['target']}".rstrip()


def _said(value: Any) -> Any:
    """A moment of `clock.iso` as people write it; anything else as it is."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return value
    return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"


def hidden_words(entry: AuditEntry) -> str:
    """What the entry keeps and does not show; empty when there is nothing."""
    return str(entry.data.get(_hidden.get(entry.verb, ""), ""))


def _name_of(actor: User | None, name: str) -> str:
    name = actor.shown_name if actor is not None else name
    door = _door.get()
    if not door:
        return name
    said = _("%(name)s（接口 %(door)s）") if name else _("接口 %(door)s")
    return (said % {"name": name, "door": door})[:150]


def _unnamed(entry: AuditEntry) -> str:
    return _("买家") if entry.data.get("side") == "buyer" else _("系统")


def _named(target: Model | tuple[str, str] | None) -> tuple[str, str]:
    if target is None:
        return "", ""
    if isinstance(target, tuple):
        return target
    return str(target._meta.model_name), str(target.pk)
