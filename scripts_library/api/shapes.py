"""The shapes that the API of the library gives and takes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.schema import Problem
from scripts_library.models import Language, Scope, ScriptState, Stage
from scripts_library.models.attachment import MOST_ATTACHMENTS
from scripts_library.models.script import CODE_LENGTH, MOST_TAGS, TAG_LENGTH
from scripts_library.models.version import BODY_LENGTH, REASON_LENGTH, TITLE_LENGTH

LARGEST = 2**63 - 1


class Number(serializers.IntegerField):
    """What one of our rows is known by."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"min_value": 1, "max_value": LARGEST} | options))


class ScriptsQuery(PageQuery):
    """Which scripts; several conditions all hold."""

    state = serializers.ChoiceField(ScriptState.choices, required=False)
    scope = serializers.ChoiceField(Scope.choices, required=False)
    stage = serializers.ChoiceField(Stage.choices, required=False)
    language = serializers.ChoiceField(Language.choices, required=False)
    folder_id = Number(required=False, help_text=_("场景，连同下一层"))
    tag = serializers.CharField(required=False, max_length=TAG_LENGTH)
    code = serializers.CharField(required=False, max_length=CODE_LENGTH)
    words = serializers.CharField(
        required=False, max_length=60, help_text=_("标题、内容、代码、标签、拼音里有")
    )


class FileShown(serializers.Serializer[Any]):
    """A picture or file that goes along; brought on the page, carried on by its key."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    size = serializers.IntegerField()


class FilingIn(serializers.Serializer[Any]):
    """How a script is filed. What is not said stays."""

    code = serializers.CharField(required=False, max_length=CODE_LENGTH, allow_blank=True)
    scope = serializers.ChoiceField(Scope.choices, required=False)
    group_id = Number(required=False, allow_null=True, help_text=_("scope 是 group 时要有"))
    folder_id = Number(required=False, allow_null=True)
    stage = serializers.ChoiceField(Stage.choices, required=False)
    language = serializers.ChoiceField(Language.choices, required=False)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=TAG_LENGTH), required=False, max_length=MOST_TAGS
    )
    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_until = serializers.DateField(required=False, allow_null=True)


class GoesAlongIn(serializers.Serializer[Any]):
    """What goes along with the words. What is not said stays."""

    products = serializers.ListField(child=Number(), required=False, max_length=MOST_ATTACHMENTS)
    files = serializers.ListField(
        child=serializers.CharField(max_length=32),
        required=False,
        max_length=MOST_ATTACHMENTS,
        help_text=_("files[].key"),
    )


class ScriptNew(GoesAlongIn, FilingIn):
    """A script; a draft, unless it is submitted. One's own (scope own) is in use at once."""

    title = serializers.CharField(max_length=TITLE_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH)
    submit = serializers.BooleanField(default=False, help_text=_("存下就送审"))


class ScriptIn(GoesAlongIn, FilingIn):
    """What is to be otherwise."""

    edits = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text=_("读到的 edits；别人改过就回 409")
    )
    title = serializers.CharField(required=False, max_length=TITLE_LENGTH)
    body = serializers.CharField(required=False, max_length=BODY_LENGTH)
    submit = serializers.BooleanField(default=False)


class ReviewIn(serializers.Serializer[Any]):
    """What a reviewer says of the version that waits."""

    edits = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    verdict = serializers.ChoiceField([("approve", "approve"), ("return", "return")])
    reason = serializers.CharField(required=False, max_length=REASON_LENGTH, default="")


class RetirementIn(serializers.Serializer[Any]):
    retired = serializers.BooleanField()


class LiveShown(serializers.Serializer[Any]):
    """The words that are in use."""

    version = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()


class ScriptShown(serializers.Serializer[Any]):
    """A script with its newest words and, beside them, those in use."""

    id = serializers.IntegerField()
    edits = serializers.IntegerField()
    state = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    live = LiveShown(allow_null=True)
    products = serializers.ListField(child=serializers.IntegerField())
    files = FileShown(many=True)
    code = serializers.CharField(allow_blank=True)
    scope = serializers.CharField()
    group_id = serializers.IntegerField(allow_null=True)
    folder_id = serializers.IntegerField(allow_null=True)
    folder = serializers.CharField(allow_blank=True)
    stage = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    author = serializers.CharField()
    changed_at = Moment()


class FindingShown(serializers.Serializer[Any]):
    """One place that the check finds."""

    level = serializers.CharField()
    words = serializers.CharField()
    why = serializers.CharField()
    rewrite = serializers.CharField(allow_blank=True)


class ScriptProblem(Problem):
    """With the field that it is about, what the check found, and of two the other's words."""

    field = serializers.CharField(required=False)
    findings = FindingShown(many=True, required=False)
    current = ScriptShown(required=False, help_text=_("库里现在的；您发的没有存"))


class ScriptRefusal(serializers.Serializer[Any]):
    error = ScriptProblem()
