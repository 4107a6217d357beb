"""The approved answers of a product and its category, those that the buyer asks for first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from scripts_library.knowledge.matching import best_likeness
from scripts_library.models import Scope, ScriptState, ScriptVersion
from scripts_library.queries.passages import passages_of
from scripts_library.wording import whole

MOST = 200
"""Of one product and its category; more is a catalogue, and the picker searches it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be said, with its blanks; ``likeness`` over 0: the buyer asks it."""

    script_id: int
    version: int
    question: str
    body: str
    category: str
    likeness: float


def answers_for(
    *, shop_id: int, product_id: int | None, category: str, said: Sequence[str], today: date
) -> list[Answer]:
    """Two queries. Without a product, the answers of categories that the buyer's words ask for."""
    rows = in_use(shop_id, today)
    if product_id is None and not said:
        return []
    if product_id is not None:
        about = Q(script__answer__product_id=product_id)
        if category:
            about |= Q(script__answer__category=category)
    else:
        about = ~Q(script__answer__category="")
    rows = rows.filter(about).select_related("script__answer").order_by("script_id")[:MOST]
    found = list(rows)
    if not found:
        return []
    passages = passages_of(shop_id)
    answers = [
        Answer(
            script_id=row.script_id,
            version=row.number,
            question=row.title,
            body=whole(row.body, passages),
            category=row.script.answer.category,
            likeness=best_likeness(said, [row.title, *row.script.answer.asks]),
        )
        for row in found
    ]
    if product_id is None:
        answers = [one for one in answers if one.likeness]
    # The better answer to what was asked, then those of the product itself.
    return sorted(answers, key=lambda one: (-one.likeness, bool(one.category)))


def in_use(shop_id: int, today: date) -> QuerySet[ScriptVersion]:
    """The versions that everybody may send today and that belong to an answer. One that was filed
    as somebody's own, or for a group, is no answer of the shop any more."""
    return (
        ScriptVersion.objects.filter(
            shop_id=shop_id,
            script__answer__shop_id=shop_id,
            script__scope=Scope.SHOP,
            number=F("script__live"),
        )
        .exclude(script__state=ScriptState.RETIRED)
        .filter(Q(script__valid_from__isnull=True) | Q(script__valid_from__lte=today))
        .filter(Q(script__valid_until__isnull=True) | Q(script__valid_until__gte=today))
    )
