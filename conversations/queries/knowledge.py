"""What the shop knows, beside a chat: facts, answers to what is asked, the checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.models import AskedQuestion, Conversation
from conversations.queries.product_beside import Beside, Said
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.sizing import body_in
from scripts_library.knowledge.howtos import as_message
from scripts_library.knowledge.matching import best_likeness
from scripts_library.knowledge.policy_rules import STOCK_DAYS
from scripts_library.knowledge.queries.answers import Answer, answers_for
from scripts_library.knowledge.queries.sheets import InForce, Known, known_of

KEYED = 3
"""Answers that have a key of their own: Alt with 1 to 3."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the checklist: asked or not, by whom, what the buyer said or seems to have."""

    key: str
    ask: str
    why: str
    gives: str
    row: AskedQuestion | None
    guess: str


@dataclass(frozen=True, slots=True)
class Way:
    """A how-to with the words that it puts into the message box."""

    sheet: InForce
    words: str
    is_asked: bool


def knowledge_beside(
    conversation: Conversation, said: Said, beside: Beside, *, today: date
) -> dict[str, Any]:
    """``knowledge`` of `templates/desk/_knowledge.html`: at most five queries."""
    shop_id, product = conversation.shop_id, beside.product
    product_id, category = (product.pk, product.kind) if product else (None, "")
    known = _known(shop_id, product_id, category, today)
    answers = answers_for(
        shop_id=shop_id,
        product_id=product_id,
        category=category,
        said=said.unanswered,
        today=today,
    )
    first, rest = parted(answers)
    ticks = ticks_of(known.questions, _asked(conversation), said.by_buyer)
    return {
        "knowledge": {
            "product": product,
            "because": beside.because,
            "category": category,
            "known": known,
            "answers": first,
            "others": rest,
            "ways": [_way(one, said.unanswered) for one in known.howtos],
            "ticks": ticks,
            "ticked": sum(one.row is not None for one in ticks),
        }
    }


def _known(shop_id: int, product_id: int | None, category: str, today: date) -> Known:
    if product_id is None:
        return Known(None, None, (), ())
    return known_of(
        shop_id=shop_id,
        product_id=product_id,
        category=category,
        today=today,
        stock_days=int(value_of(shop_id, STOCK_DAYS)),
    )


def parted(answers: Sequence[Answer]) -> tuple[list[Answer], list[Answer]]:
    """Those that stand open with a key, and the rest folded: what the buyer asks for; where they
    ask for none of it, nothing stands open. Pure."""
    asked = [one for one in answers if one.likeness][:KEYED]
    return asked, [one for one in answers if one not in asked]


def ticks_of(
    questions: Sequence[dict[str, str]], rows: Sequence[AskedQuestion], texts: Sequence[str]
) -> list[Tick]:
    """The list with what was asked already; then what was asked and is on the list no more. Pure.

    Height and weight that stand in the chat are proposed, not ticked: a person says it was said.
    """
    by_key = {row.key: row for row in rows}
    body = next((found for found in map(body_in, texts) if found), None)
    guesses = {"height": str(body.height_cm), "weight": str(body.weight_jin)} if body else {}
    ticks = [
        Tick(
            key=one["key"],
            ask=one["ask"],
            why=one["why"],
            gives=one["gives"],
            row=by_key.pop(one["key"], None),
            guess=guesses.get(one["gives"], ""),
        )
        for one in questions
    ]
    return ticks + [Tick(row.key, row.ask, "", "", row, "") for row in by_key.values()]


def _way(sheet: InForce, said: Sequence[str]) -> Way:
    asks = [sheet.content["title"], *sheet.content["asks"]]
    return Way(sheet, as_message(sheet.content), best_likeness(said, asks) > 0)


def _asked(conversation: Conversation) -> list[AskedQuestion]:
    rows = AskedQuestion.objects.filter(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
    )
    return list(rows.select_related("member__user").order_by("pk"))
