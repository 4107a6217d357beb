"""What is typed about a duty, and how one is shown to be typed anew."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.followups.actions.writing_duties import Duty
from helpdesk.followups.due_words import WEEKDAYS
from helpdesk.followups.errors import DutyWrong
from helpdesk.followups.forms import receiver_of
from helpdesk.followups.models import FollowUpTemplate, Frequency
from helpdesk.followups.models.followup import BECAUSE_LENGTH, TITLE_LENGTH
from helpdesk.followups.own_kinds import SHIFT_CHECK
from helpdesk.followups.rhythm import Every
from helpdesk.kernel.lines_field import LinesField

ANYBODY = "anybody"
HOUR, DAY = 60, 24 * 60


class DutyForm(forms.Form):
    """One duty. Whose it is comes as member:7, group:3 or anybody."""

    title = forms.CharField(label=_("做什么"), max_length=TITLE_LENGTH)
    because = forms.CharField(label=_("为什么"), max_length=BECAUSE_LENGTH, required=False)
    every = forms.ChoiceField(label=_("多久一次"), choices=Frequency.choices)
    weekday = forms.TypedChoiceField(
        label=_("周几"),
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        required=False,
    )
    day = forms.IntegerField(label=_("几号"), min_value=1, max_value=31, required=False)
    at = forms.TimeField(label=_("几点到时"), input_formats=["%H:%M"])
    lead = forms.IntegerField(label=_("提前多久出现"), min_value=1, max_value=336)
    lead_unit = forms.ChoiceField(
        label=_("单位"),
        choices=[
            ("1", pgettext_lazy("span", "分钟")),
            (str(HOUR), pgettext_lazy("span", "小时")),
            (str(DAY), pgettext_lazy("span", "天")),
        ],
    )
    whose = forms.CharField(label=_("谁做"), required=False)
    is_important = forms.BooleanField(label=_("算重要"), required=False)
    at_start = forms.BooleanField(label=_("上班先查"), required=False)
    checks = LinesField(label=_("要勾的"), required=False, max_length=1000)


def duty_of(sent: QueryDict) -> Duty:
    """As the actions take it; DutyWrong, ReceiverUnknown."""
    form = DutyForm(sent)
    if not form.is_valid():
        raise DutyWrong()
    told = form.cleaned_data
    member_id, group = None, None
    if told["whose"] not in ("", ANYBODY):
        member_id, group = receiver_of(told["whose"])
    return Duty(
        title=told["title"],
        because=told["because"],
        every=Every(told["every"]),
        weekday=told["weekday"] or 0,
        day=told["day"] or 1,
        at=told["at"],
        lead_minutes=told["lead"] * int(told["lead_unit"]),
        member_id=member_id,
        group=group,
        is_important=told["is_important"],
        at_start=told["at_start"],
        checks=[" ".join(line.split()) for line in told["checks"].splitlines() if line.strip()],
    )


def shown(row: FollowUpTemplate | None) -> dict[str, Any]:
    """The fields' values: a duty as it is, or a daily one that was not written yet."""
    if row is None:
        new = {"every": Frequency.DAY, "at": "18:00", "lead": 2, "lead_unit": HOUR, "day": 1}
        return {**new, "weekday": 0, "whose": ANYBODY, "checks": ""}
    unit = next(size for size in (DAY, HOUR, 1) if row.lead_minutes % size == 0)
    whose = f"member:{row.owner_id}" if row.owner_id else f"group:{row.group}"
    return {
        "title": row.title,
        "because": row.because,
        "every": row.every,
        "weekday": row.weekday,
        "day": row.day,
        "at": f"{row.at:%H:%M}",
        "lead": row.lead_minutes // unit,
        "lead_unit": unit,
        "whose": ANYBODY if row.owner_id is None and row.group is None else whose,
        "is_important": row.is_important,
        "at_start": row.kind == SHIFT_CHECK,
        "checks": "\n".join(row.checks),
    }
