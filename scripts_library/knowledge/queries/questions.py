"""One question of a category's list."""

from django.db.models import F

from scripts_library.knowledge.errors import QuestionGone
from scripts_library.knowledge.models import SheetKind, SheetVersion
from scripts_library.models import ScriptState


def question_of(shop_id: int, category: str, key: str) -> dict[str, str]:
    """The question with this key on the list in force, or QuestionGone."""
    lists = (
        SheetVersion.objects.filter(
            shop_id=shop_id,
            sheet__shop_id=shop_id,
            sheet__kind=SheetKind.QUESTIONS,
            sheet__category=category.replace("\x00", ""),
            number=F("sheet__live"),
        )
        .exclude(sheet__state=ScriptState.RETIRED)
        .values_list("content", flat=True)
    )
    for content in lists:
        for one in content["questions"]:
            if one["key"] == key:
                found: dict[str, str] = one
                return found
    raise QuestionGone()
