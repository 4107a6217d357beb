"""What is typed on the settings pages, apart from the rules (see `policy_words.py`)."""

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
