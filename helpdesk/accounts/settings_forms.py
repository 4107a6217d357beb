"""What is typed on the settings pages, apart from the rules (see `policy_words.py`)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Shop
from helpdesk.accounts.models.shop import known_time_zone
from helpdesk.kernel import clock

ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Manila",
    "Asia/Ho_Chi_Minh",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
"""What is offered; a shop that has another one keeps it."""


class ShopForm(forms.Form):
    """What the shop is called, and its clock."""

    name = forms.CharField(
        label=_("店名"), max_length=80, help_text=_("买家在聊天页上看到的就是它")
    )
    time_zone = forms.ChoiceField(
        label=_("时区"),
        validators=[known_time_zone],
        help_text=_("工作台上的时间都按它来，不管电脑在哪里"),
    )
    business_day_cut = forms.TimeField(
        label=_("一天到几点算完"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "60"}),
        input_formats=["%H:%M"],
        help_text=_("填 04:00，凌晨三点的会话就算前一天的；00:00 就是半夜"),
    )

    def __init__(self, data: Any = None, *, shop: Shop) -> None:
        initial = {
            "name": shop.name,
            "time_zone": shop.time_zone,
            "business_day_cut": shop.business_day_cut,
        }
        super().__init__(data, initial=initial)
        now = clock.now()
        offered = list(dict.fromkeys([shop.time_zone, *ZONES]))
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            (zone, f"{zone.replace('_', ' ')} · {now.astimezone(ZoneInfo(zone)):%H:%M}")
            for zone in offered
        ]


FIRST_YEAR, LAST_YEAR = 2000, 2100


class AuditFilterForm(forms.Form):
    """What of the record is looked for; every field may be empty, a wrong one narrows nothing."""

    person = forms.TypedChoiceField(label=_("谁"), required=False, coerce=int, empty_value=None)
    group = forms.ChoiceField(label=_("哪一类"), required=False)
    since = forms.DateField(
        label=_("从哪天"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到哪天"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    words = forms.CharField(
        label=_("名字里有"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self, data: Any, *, people: list[tuple[int, str]], groups: list[tuple[str, Any]]
    ) -> None:
        super().__init__(data)
        everyone: list[tuple[Any, Any]] = [("", _("所有人")), *people, (0, _("系统和不认识的人"))]
        self.fields["person"].choices = everyone  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", _("所有事")), *groups]  # type: ignore[attr-defined]

    def clean_since(self) -> date | None:
        return self._within_reason("since")

    def clean_until(self) -> date | None:
        return self._within_reason("until")

    def narrowing(self) -> dict[str, Any]:
        """What was understood, by field."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value is not None}

    def _within_reason(self, field: str) -> date | None:
        day: date | None = self.cleaned_data[field]
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("没有这么早或这么晚的记录，看看年份。"))
        return day
