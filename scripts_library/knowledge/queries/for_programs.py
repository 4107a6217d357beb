"""What a shop knows as the API tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from scripts_library.knowledge.models import ApprovedAnswer, Sheet, SheetKind, SheetVersion
from scripts_library.knowledge.subject import Subject
from scripts_library.models import Scope, ScriptVersion


def sheets_narrowed(shop_id: int, asked: Mapping[str, Any]) -> QuerySet[Sheet]:
    """By the conditions of `SheetsQuery`."""
    names = ("kind", "product_id", "category", "state")
    return Sheet.objects.filter(
        shop_id=shop_id, **{name: asked[name] for name in names if name in asked}
    )


def answers_narrowed(shop_id: int, asked: Mapping[str, Any]) -> QuerySet[ApprovedAnswer]:
    """By the conditions of `AboutQuery`."""
    rows = ApprovedAnswer.objects.filter(shop_id=shop_id, script__scope=Scope.SHOP)
    rows = rows.filter(
        **{name: asked[name] for name in ("product_id", "category") if name in asked}
    )
    if "state" in asked:
        rows = rows.filter(script__state=asked["state"])
    return rows.select_related("script")


def sheets_told(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Each with its newest content and the one in force. One query."""
    wanted = Q(pk__in=[])
    for one in sheets:
        wanted |= Q(sheet=one.pk, number__in=[one.latest, one.live or one.latest])
    versions = SheetVersion.objects.filter(wanted, sheet__in=[one.pk for one in sheets])
    by_number = {(one.sheet_id, one.number): one for one in versions}
    return [_told(one, by_number) for one in sheets]


def _told(one: Sheet, by_number: Mapping[tuple[int, int], SheetVersion]) -> dict[str, Any]:
    newest = by_number[one.pk, one.latest]
    in_force = by_number[one.pk, one.live] if one.live else None
    return {
        "id": one.pk,
        "edits": one.edits,
        "kind": one.kind,
        "product_id": one.product_id,
        "category": one.category,
        "state": one.state,
        "version": one.latest,
        "content": newest.content,
        "source": newest.source,
        "in_force": in_force.content if in_force else None,
        "valid_until": one.valid_until if one.live == one.latest else newest.valid_until,
        "changed_at": one.changed_at,
    }


def answers_told(answers: Sequence[ApprovedAnswer]) -> list[dict[str, Any]]:
    """Each with its newest words and those in use. One query."""
    wanted = Q(pk__in=[])
    for one in answers:
        script = one.script
        wanted |= Q(script=script.pk, number__in=[script.latest, script.live or script.latest])
    versions = ScriptVersion.objects.filter(wanted, script__in=[one.script_id for one in answers])
    by_number = {(one.script_id, one.number): one for one in versions}
    return [_answer(one, by_number) for one in answers]


def _answer(
    one: ApprovedAnswer, by_number: Mapping[tuple[int, int], ScriptVersion]
) -> dict[str, Any]:
    script = one.script
    newest = by_number[script.pk, script.latest]
    return {
        "script_id": script.pk,
        "edits": script.edits,
        "product_id": one.product_id,
        "category": one.category,
        "state": script.state,
        "question": newest.title,
        "body": newest.body,
        "in_use": by_number[script.pk, script.live].body if script.live else None,
        "asks": one.asks,
        "valid_from": script.valid_from,
        "valid_until": script.valid_until,
        "changed_at": script.changed_at,
    }


def howto_called(shop_id: int, subject: Subject, title: str) -> Sheet | None:
    """The how-to with this title: there is no other way to name one again."""
    rows = Sheet.objects.filter(shop_id=shop_id, kind=SheetKind.HOWTO, **subject.lookup)
    for told in sheets_told(list(rows)):
        if told["content"]["title"] == " ".join(title.split()):
            return next(one for one in rows if one.pk == told["id"])
    return None


def answer_asked(shop_id: int, subject: Subject, question: str) -> ApprovedAnswer | None:
    """The answer to this question about this."""
    rows = answers_narrowed(shop_id, {}).filter(**subject.lookup)
    title = " ".join(question.split())
    for answer, told in zip(rows, answers_told(list(rows)), strict=True):
        if told["question"] == title:
            return answer
    return None
