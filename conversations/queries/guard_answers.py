"""What an agent asked about blocked words and has not put away: the answers their desk shows."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import F, Q
from django.utils.translation import get_language

from conversations.guard_digests import is_of
from conversations.models import GuardAppeal, SessionState, Verdict
from conversations.speaker import Speaker
from scripts_library.guard_shops import guard_of

MOST = 20
State = Literal["waiting", "granted", "refused"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One appeal about the reception that lasts, or is next. ``whole``: the words are the very
    ones; else numbers of people in them are masked, and only the browser that asked has the
    rest."""

    id: int
    conversation: int
    state: State
    words: str
    whole: bool
    answer: str
    by: str
    kinder: str

    def as_json(self) -> dict[str, Any]:
        """For the desk."""
        return {name: getattr(self, name) for name in self.__slots__}


def answers_of(speaker: Speaker) -> list[Answer]:
    """The newest first. One query."""
    now_on = F("record__conversation__session_number")
    is_over = Q(record__conversation__state=SessionState.FINISHED)
    rows = (
        GuardAppeal.objects.filter(
            shop_id=speaker.shop_id,
            record__shop_id=speaker.shop_id,
            record__member_id=speaker.member,
            closed_at__isnull=True,
            digest__isnull=False,
        )
        .filter(~is_over & Q(session_number=now_on) | is_over & Q(session_number=now_on + 1))
        .select_related("record__verdict__member__user", "release")
        .order_by("-at", "-pk")
    )
    return [_answer(one) for one in rows[:MOST]]


def _answer(one: GuardAppeal) -> Answer:
    given = getattr(one.record, "verdict", None)
    state: State = "waiting"
    if given is not None:
        state = "granted" if given.verdict == Verdict.WRONG else "refused"
    return Answer(
        id=one.pk,
        conversation=one.record.conversation_id,
        state=state,
        words=one.words,
        whole=is_of(one.shop_id, one.words, one.digest),
        answer=given.answer if given else "",
        by=given.member.public_name if given else "",
        kinder=_kinder(one) if state == "refused" else "",
    )


def _kinder(one: GuardAppeal) -> str:
    """How the guard would have it said."""
    reader = "en" if (get_language() or "").startswith("en") else "zh"
    hits = guard_of(one.shop_id).check(one.words, language=reader).hits
    return next((hit.rewrite for hit in hits if hit.level == "block"), "")
