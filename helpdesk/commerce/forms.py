"""What pages send about orders."""

from typing import Any

from django import forms

from helpdesk.commerce.errors import FieldWrong


class StartForm(forms.Form):
    start = forms.IntegerField(min_value=0, max_value=100_000, required=False)


class FlagForm(forms.Form):
    flag = forms.IntegerField()
    seen = forms.IntegerField(required=False)


class MemoForm(forms.Form):
    memo = forms.CharField(required=False, strip=False)
    seen = forms.CharField(required=False, strip=False)


class ProfileForm(forms.Form):
    kind = forms.CharField(required=False)
    temperament = forms.CharField(required=False)
    note = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class RevealForm(forms.Form):
    """The rest is the action's to judge: what to see and why."""

    reason = forms.CharField(required=False, max_length=40)
    words = forms.CharField(required=False, max_length=2000)


class BodyForm(forms.Form):
    height = forms.IntegerField(min_value=100, max_value=230)
    weight = forms.IntegerField(min_value=60, max_value=400)


def checked(form: forms.Form) -> dict[str, Any]:
    """The form's values, or FieldWrong with the first field that does not fit."""
    if form.is_valid():
        return form.cleaned_data
    field, problems = next(iter(form.errors.items()))
    raise FieldWrong(field=field, problem=" ".join(str(one) for one in problems))
