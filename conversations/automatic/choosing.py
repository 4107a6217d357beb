"""Which automatic answer a waiting buyer gets, if any, and why. Pure.

A buyer who begins to wait is answered at once by the one answer that fits how the shop stands
(`Slot.OPENING`); if no person has answered after the shop's seconds, once more (`Slot.STILL`).
There is no third answer in one wait, and none after a person's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Answer(StrEnum):
    """The five answers, by the situation that each is for."""

    GREETING = "greeting"  # somebody is there: the first words of a reception
    BUSY = "busy"  # somebody is there, nobody is free: a place in the queue
    CLOSED = "closed"  # outside the opening hours
    LEAVE = "leave"  # within them, and nobody is at work
    STILL = "still"  # nobody has answered for a while


class Slot(StrEnum):
    """The two moments of a wait at which the machine may speak."""

    OPENING = "opening"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class Situation:
    """How the shop and this chat stand at one moment."""

    slot: Slot
    is_open: bool
    # Somebody has a desk open and is not about to leave.
    at_work: bool
    # Nobody holds the chat, and the shop gives chats out: it stands in the queue.
    queued: bool = False
    # A person of the shop has spoken in this reception.
    person_spoke: bool = False
    # Seconds since a person of the shop last wrote in this thread; None never.
    quiet: float | None = None
    # What was said automatically in this reception already, and how many seconds ago each was
    # last said in this thread.
    said_here: frozenset[Answer] = frozenset()
    said_ago: Mapping[Answer, float] = field(default_factory=dict)
    # What this very wait was opened with.
    opened_with: Answer | None = None


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """The shop's rules for this choice; ``again`` in minutes, 0 is once a reception."""

    on: frozenset[Answer]
    again: Mapping[Answer, int]
    quiet_seconds: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer, or None, and a code that `reasons.py` puts into words."""

    answer: Answer | None
    why: str


def fitting(now: Situation) -> Answer:
    """The one answer that is true at this moment, whether or not it may be said."""
    if not now.is_open:
        return Answer.CLOSED
    if not now.at_work:
        return Answer.LEAVE
    if now.slot == Slot.STILL:
        return Answer.STILL
    return Answer.BUSY if now.queued else Answer.GREETING


def choose(now: Situation, rules: AnswerRules) -> Choice:
    """What is said at this moment. Where the fitting answer may not be said, nothing is: no
    other one would be true."""
    answer = fitting(now)
    if answer not in rules.on:
        return Choice(None, f"{answer}_off")
    if answer in (Answer.CLOSED, Answer.LEAVE) and _in_talk(now, rules):
        return Choice(None, "in_talk")
    if answer == Answer.GREETING and now.person_spoke:
        return Choice(None, "greeted_by_person")
    if answer == now.opened_with or _said_lately(answer, now, rules):
        return Choice(None, "said_before")
    return Choice(answer, str(answer))


def _in_talk(now: Situation, rules: AnswerRules) -> bool:
    """Whoever works late is not interrupted by "we are closed"."""
    return now.quiet is not None and now.quiet < rules.quiet_seconds


def _said_lately(answer: Answer, now: Situation, rules: AnswerRules) -> bool:
    minutes = rules.again[answer]
    # A greeting is for the first words of a reception, whatever the minutes say.
    if (minutes == 0 or answer == Answer.GREETING) and answer in now.said_here:
        return True
    ago = now.said_ago.get(answer)
    return minutes > 0 and ago is not None and ago < minutes * 60
