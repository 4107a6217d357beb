"""The variables that a script may name: a registry that every app adds to.

An app calls `register_variables` from its ``AppConfig.ready()`` with what it can tell and one
function that tells it for a chat. A variable without a value is None: the words then keep a marked
hole, and nobody can send them before it is filled or taken out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable, by the name it has in a Chinese and in an English script."""

    key: str
    zh: str
    en: str
    # Where its value comes from, as the page says it, and what it might be.
    source: str | Promise
    sample: str


@dataclass(frozen=True, slots=True)
class Chat:
    """For whom values are wanted: a member beside a conversation, or beside none."""

    shop_id: int
    member_id: int
    conversation_id: int | None
    # The language the words are for: "zh" or "en".
    language: str


Values = Mapping[str, str | None]
Teller = Callable[[Chat], Values]

_variables: dict[str, Variable] = {}
_tellers: dict[str, Teller] = {}


class VariableProblem(LookupError):
    """A name that two apps gave to two things, or a value that nobody announced."""


def register_variables(app: str, variables: Iterable[Variable], tell: Teller) -> None:
    """Make an app's variables known. Twice the same is once; a name taken is a mistake."""
    for one in variables:
        for known in _variables.values():
            if known.key != one.key and {known.zh, known.en} & {one.zh, one.en}:
                raise VariableProblem(f"{one.key} has a name of {known.key}")
        if _variables.setdefault(one.key, one) != one:
            raise VariableProblem(f"{one.key} is already registered differently")
    _tellers[app] = tell


def registered_variables() -> list[Variable]:
    """All of them, in the order in which they became known."""
    return list(_variables.values())


def variables_by_name() -> dict[str, Variable]:
    """Each by both of its names."""
    return {name: one for one in _variables.values() for name in (one.zh, one.en)}


def values_for(chat: Chat) -> dict[str, str | None]:
    """What every variable is worth in a chat, by key; None where there is nothing to say."""
    values: dict[str, str | None] = dict.fromkeys(_variables)
    for app, tell in _tellers.items():
        told = tell(chat)
        if unknown := set(told) - set(_variables):
            raise VariableProblem(f"{app} tells {sorted(unknown)}, which nobody announced")
        values.update(told)
    return values
