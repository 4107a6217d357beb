"""What is typed on the pages of webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.integrations.kinds import TEST, TEST_LABEL, registered_kinds
from helpdesk.integrations.models import DeliveryState

SINCE = (
    (1, pgettext_lazy("since", "1 小时内的")),
    (24, pgettext_lazy("since", "24 小时内的")),
    (72, pgettext_lazy("since", "3 天内的")),
    (8760, pgettext_lazy("since", "全部")),
)
"""Hours back from now, for sending again what was given up."""


class DeliveryFilterForm(forms.Form):
    """What of the log is looked for; every field may be empty, a wrong one narrows nothing."""

    endpoint = forms.TypedChoiceField(
        label=_("送到哪里"), required=False, coerce=int, empty_value=None
    )
    state = forms.ChoiceField(label=_("送得怎样"), required=False)
    kind = forms.ChoiceField(label=_("什么事"), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, endpoints: list[tuple[int, str]]) -> None:
        super().__init__(data)
        kinds = [(kind.name, kind.label) for kind in registered_kinds()]
        self._offer("endpoint", [("", _("所有地址")), *endpoints])
        self._offer("state", [("", _("都看")), *DeliveryState.choices])
        self._offer("kind", [("", _("所有事")), *kinds, (TEST, TEST_LABEL)])

    def _offer(self, field: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def narrowing(self) -> dict[str, Any]:
        """What was understood, by field."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value is not None}


class SinceForm(forms.Form):
    """How far back what was given up is sent again."""

    hours = forms.TypedChoiceField(
        label=_("送哪些"), choices=[(str(hours), label) for hours, label in SINCE], coerce=int
    )
