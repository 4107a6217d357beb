"""What is typed about people at work."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.commerce.models.buyer import Platform
from helpdesk.team.errors import ArrangementWrong
from helpdesk.team.models import PresenceState
from helpdesk.team.models.presence import REASON_LENGTH
from helpdesk.team.models.skill import NAME_LENGTH
from helpdesk.team.queries.places import members_at_work, skills_of

MOST_WORDS, LONGEST_WORD, MOST_CAPACITY = 50, 20, 100
SEPARATORS = re.compile(r"[\u3001\uff0c,;\uff1b\n]+")
"""Between two words: the enumeration comma, commas and semicolons of either script."""


class Words(forms.CharField):
    """Several words in one field, with commas between."""

    def clean(self, value: str | None) -> list[str]:
        typed = super().clean(value)  # its length, and nothing that Postgres cannot hold
        found = [word.strip() for word in SEPARATORS.split(typed) if word.strip()]
        if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
            raise forms.ValidationError(ArrangementWrong.message)
        return list(dict.fromkeys(found))


class StateForm(forms.Form):
    """A colleague's state, and why."""

    state = forms.ChoiceField(
        label=_("状态"),
        choices=[one for one in PresenceState.choices if one[0] != PresenceState.AWAY],
    )
    reason = forms.CharField(label=_("为什么"), max_length=REASON_LENGTH, required=False)


class PlaceForm(forms.Form):
    """How many a colleague takes, and what they can."""

    capacity = forms.IntegerField(
        label=_("上限"), required=False, min_value=1, max_value=MOST_CAPACITY
    )
    skills: Any = forms.ModelMultipleChoiceField(
        label=_("技能"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, shop_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].queryset = skills_of(shop_id)  # type: ignore[attr-defined]


class SkillForm(forms.Form):
    """A skill, and what makes a chat need it."""

    name = forms.CharField(label=_("叫什么"), max_length=NAME_LENGTH)
    words = Words(label=_("买家头几句里有这些词"), required=False, max_length=1100)
    platforms = forms.MultipleChoiceField(
        label=_("从这些平台来"),
        choices=Platform.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = Words(label=_("正在看这些类别的商品"), required=False, max_length=1100)


class GroupForm(forms.Form):
    """A group and who is in it."""

    name = forms.CharField(label=_("叫什么"), max_length=NAME_LENGTH)
    members: Any = forms.ModelMultipleChoiceField(
        label=_("有谁"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, shop_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members_at_work(shop_id)  # type: ignore[attr-defined]


class PeakForm(forms.Form):
    """For how long."""

    hours = forms.IntegerField(label=_("几小时"), min_value=1, max_value=24)


def checked(form: forms.Form) -> dict[str, Any]:
    """The cleaned values, or ArrangementWrong."""
    if not form.is_valid():
        raise ArrangementWrong()
    return form.cleaned_data
