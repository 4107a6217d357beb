"""The words of the automatic answers: the shop's own, as new versions of its rules."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from conversations.actions.guarding import blocked_in
from conversations.automatic.choosing import Answer
from conversations.automatic.reasons import NAMES
from conversations.automatic.wording import flaw_of
from conversations.automatic_errors import (
    AutomaticAgainWrong,
    AutomaticTextBlocked,
    AutomaticTextEmpty,
    error_of,
)
from conversations.automatic_rules import EN, MOST_AGAIN, ON, STILL_SECONDS, ZH, name_of
from helpdesk.accounts.actions.changing_rules import change_rule
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Shop, User
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.locks import locked


@transaction.atomic
def change_automatic(
    *,
    actor: User,
    shop_id: int,
    on: bool,
    answers: Mapping[Answer, Mapping[str, Any]],
    still_seconds: int,
    seen: Mapping[str, int],
) -> None:
    """All of the page at once, or nothing; each rule only where it changes.

    ``seen`` are the versions that the person looked at, by rule. Whether the machine speaks at
    all is always written the first time, so that it is known to be meant. Raises
    PolicyChangedMeanwhile, and for a text what `check_text` raises.
    """
    locked(Shop.objects.filter(pk=shop_id)).get()
    for answer, value in answers.items():
        _check(shop_id, answer, value)
    if latest_version(shop_id, ON) is None:
        set_policy(actor=actor, shop_id=shop_id, name=ON, value=on, source=_("店里定的"))
    values: dict[str, Any] = {ON: on, STILL_SECONDS: still_seconds}
    values |= {name_of(answer): dict(value) for answer, value in answers.items()}
    for name, value in values.items():
        change_rule(
            actor=actor,
            shop_id=shop_id,
            name=name,
            value=value,
            reason="",
            seen=seen.get(name, 0),
        )


def check_text(shop_id: int, answer: Answer, text: str, *, english: bool) -> None:
    """Raises the typed error for the first thing that is wrong with a text: also what the guard
    keeps an agent from saying to a buyer. Nobody reads it again before it goes."""
    flaw = flaw_of(text)
    if flaw is not None:
        raise error_of(flaw, answer=str(NAMES[answer]), text=text, english=english)
    hit = blocked_in(shop_id, text)
    if hit is not None:
        raise AutomaticTextBlocked(
            answer=str(NAMES[answer]), text=hit.text, why=hit.why, rewrite=hit.rewrite
        )


def _check(shop_id: int, answer: Answer, value: Mapping[str, Any]) -> None:
    if not 0 <= value["again"] <= MOST_AGAIN:
        raise AutomaticAgainWrong(answer=str(NAMES[answer]))
    if value["on"] and not value[ZH]:
        raise AutomaticTextEmpty(answer=str(NAMES[answer]))
    for language in (ZH, EN):
        if value[language]:
            check_text(shop_id, answer, value[language], english=language == EN)
