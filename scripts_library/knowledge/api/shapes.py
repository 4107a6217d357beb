"""The shapes that the API of what a shop knows gives and takes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.schema import Problem
from scripts_library.api.shapes import Number
from scripts_library.knowledge import howtos, questions
from scripts_library.knowledge.models import SheetKind
from scripts_library.knowledge.models.answer import ASK_LENGTH, MOST_ASKS
from scripts_library.knowledge.models.sheet import CATEGORY_LENGTH
from scripts_library.knowledge.models.sheet_version import SOURCE_LENGTH
from scripts_library.models import ScriptState
from scripts_library.models.version import BODY_LENGTH, TITLE_LENGTH

MOST_EDITS = 2**31 - 1


class AboutQuery(PageQuery):
    """Which; several conditions all hold."""

    product_id = Number(required=False)
    category = serializers.CharField(required=False, max_length=CATEGORY_LENGTH)
    state = serializers.ChoiceField(ScriptState.choices, required=False)


class SheetsQuery(AboutQuery):
    kind = serializers.ChoiceField(SheetKind.choices, required=False)


class AboutIn(serializers.Serializer[Any]):
    """One product or one category, never both."""

    product_id = Number(required=False, help_text=_("商品；和 category 只写一样"))
    category = serializers.CharField(required=False, max_length=CATEGORY_LENGTH)
    edits = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=MOST_EDITS,
        help_text=_("读到的 edits，新的不用写；别人改过就回 409，内容一样就不算改"),
    )


class StepIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=howtos.STEP)
    link = serializers.CharField(required=False, allow_blank=True, max_length=300)


class QuestionIn(serializers.Serializer[Any]):
    key = serializers.CharField(
        required=False, allow_blank=True, help_text=_("改一个问题时带上，会话里勾过的还认得")
    )
    ask = serializers.CharField(max_length=questions.ASK)
    why = serializers.CharField(required=False, allow_blank=True, max_length=questions.WHY)
    gives = serializers.ChoiceField(
        [(key, key) for key in questions.GIVES], required=False, allow_blank=True
    )


def text(**more: Any) -> serializers.CharField:
    """A line that may be left out."""
    return serializers.CharField(**({"required": False, "allow_blank": True} | more))


def several(most: int, longest: int) -> serializers.ListField:
    """Short lines."""
    child = serializers.CharField(max_length=longest)
    return serializers.ListField(child=child, required=False, max_length=most)


class ContentIn(serializers.Serializer[Any]):
    """What the sheet says, whole: what is not said is not known. Of each kind its own fields."""

    material, size, care, courier, stock = text(), text(), text(), text(), text()
    weight_g = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    warranty_months = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    stock_on = serializers.DateField(required=False, allow_null=True)
    more = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField(), min_length=2, max_length=2),
        required=False,
        help_text=_("别的资料，每行 [名称, 内容]"),
    )
    aliases = several(8, 24)
    feature, advantage, benefit, evidence = text(), text(), text(), text()
    title = text()
    steps = StepIn(many=True, required=False)
    asks = several(MOST_ASKS, ASK_LENGTH)
    questions = QuestionIn(many=True, required=False)


class SheetIn(AboutIn):
    """A sheet as it is to be."""

    kind = serializers.ChoiceField(SheetKind.choices)
    content = ContentIn()
    source = serializers.CharField(  # type: ignore[assignment]
        required=False, allow_blank=True, default="", max_length=SOURCE_LENGTH
    )
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)


class SheetShown(serializers.Serializer[Any]):
    """A sheet with its newest content, and the one in force where that is another."""

    id = serializers.IntegerField()
    edits = serializers.IntegerField()
    kind = serializers.CharField()
    product_id = serializers.IntegerField(allow_null=True)
    category = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    version = serializers.IntegerField()
    content = serializers.DictField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    in_force = serializers.DictField(allow_null=True, help_text=_("在用的内容；还没有就是 null"))
    valid_until = serializers.DateField(allow_null=True)
    changed_at = Moment()


class AnswerIn(AboutIn):
    """An agreed answer; found again by what it is about and its question."""

    question = serializers.CharField(max_length=TITLE_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH)
    asks = serializers.ListField(
        child=serializers.CharField(max_length=ASK_LENGTH), default=list, max_length=MOST_ASKS
    )
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)


class AnswerShown(serializers.Serializer[Any]):
    """An answer with its newest words, and those in use."""

    script_id = serializers.IntegerField(help_text=_("审、停用都按话术来"))
    edits = serializers.IntegerField()
    product_id = serializers.IntegerField(allow_null=True)
    category = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    question = serializers.CharField()
    body = serializers.CharField()
    in_use = serializers.CharField(allow_null=True)
    asks = serializers.ListField(child=serializers.CharField())
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    changed_at = Moment()


class KnowledgeProblem(Problem):
    """With the field that it is about, and of two who change one what stands there now."""

    field = serializers.CharField(required=False)
    current = serializers.DictField(required=False, help_text=_("现在的；您发的没有存"))


class KnowledgeRefusal(serializers.Serializer[Any]):
    error = KnowledgeProblem()
