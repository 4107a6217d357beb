"""What the shop has said lately, for a rule to be tried on: filled by the app that keeps chats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts_library.guard.checking import Guard
from scripts_library.guard.own import Book, ShopGuard
from scripts_library.guard.verdict import Hit
from scripts_library.guard_drafts import Draft
from scripts_library.models import GuardKind
from scripts_library.queries.guard_book import book_from, book_of

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Saying:
    """A sent message: its words, who said it when, and where it is to be seen."""

    words: str
    said_by: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Caught:
    saying: Saying
    level: str
    hit: Hit | None


@dataclass(frozen=True, slots=True)
class Trial:
    """``many`` messages were read; with the draft it is ``caught`` that would be judged otherwise,
    ``stopped`` of them warned or blocked. Examples are the newest."""

    many: int
    caught: int
    stopped: int
    freed: int
    examples: tuple[Caught, ...]

    @property
    def percent(self) -> float:
        return 100 * self.caught / self.many if self.many else 0.0


Sayings = Callable[[int, int], Sequence[Saying]]
_sayings: list[Sayings] = []
STOPPING = ("warn", "block")


def register_sayings(newest: Sayings) -> None:
    """From a shop and a number to that many of its newest sent messages."""
    _sayings.append(newest)


def guard_with(shop_id: int, draft: Draft, *, instead_of: int | None = None) -> Guard:
    """The shop's guard as it would be with this rule in it, saved by nobody yet."""
    book = book_of(shop_id, without=instead_of).book
    more = book_from([("draft", draft)])
    shifts = dict(book.shifts)
    if draft.kind == GuardKind.LEVEL:
        shifts.update(more.shifts)
    return ShopGuard(Book((*book.rules, *more.rules), shifts, (*book.allowed, *more.allowed)))


def tried_on_the_sent(
    shop_id: int, draft: Draft, *, many: int, instead_of: int | None = None
) -> Trial:
    """What the draft would have changed about the last ``many`` messages."""
    sayings = [one for newest in _sayings for one in newest(shop_id, many)][:many]
    before = ShopGuard(book_of(shop_id, without=instead_of).book)
    after = guard_with(shop_id, draft, instead_of=instead_of)
    caught: list[Caught] = []
    freed = 0
    for one in sayings:
        was, now_ = _marks(before, one.words), _marks(after, one.words)
        if now_ - was:
            verdict = after.check(one.words)
            new = next((hit for hit in verdict.hits if (hit.rule, hit.level) in now_ - was), None)
            caught.append(Caught(one, new.level if new else verdict.level, new))
        elif was - now_:
            freed += 1
    return Trial(
        many=len(sayings),
        caught=len(caught),
        stopped=sum(one.level in STOPPING for one in caught),
        freed=freed,
        examples=tuple(caught[:SHOWN]),
    )


def _marks(guard: Guard, words: str) -> set[tuple[str, str]]:
    """Which rules hold at which level; the rewrites, which cost most, are not made."""
    return {(one.rule.name, one.rule.level) for one in guard.find(words)}
