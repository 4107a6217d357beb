"""How a shop ends its receptions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CLOSING_LENGTH = 200
REASON_LENGTH = 20
REASONS_MOST = 9
"""One key each."""

# Why an enquiry bought nothing, in the trade's words; a shop writes its own.
PRESET_REASONS = ("价格", "尺码不合适", "发货时间", "再想想", "去别家看看", "没有想要的款")


class Invitation(models.TextChoices):
    """When a buyer is asked how it was."""

    ALWAYS = "always", _("每次结束都邀请")
    CHOOSE = "choose", _("客服结束时自己选")
    NEVER = "never", pgettext_lazy("rating invitation", "不邀请")


def preset_reasons() -> list[str]:
    """What a shop starts with."""
    return list(PRESET_REASONS)


class EndingSettings(models.Model):
    """One row a shop; a shop without a row has the defaults."""

    shop = models.OneToOneField(
        "accounts.Shop", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    # Said by the machine when a person finishes; empty: nothing is said.
    closing_line = models.CharField(max_length=CLOSING_LENGTH, blank=True, default="")
    invitation = models.CharField(
        max_length=8, choices=Invitation.choices, default=Invitation.ALWAYS
    )
    not_bought_reasons = models.JSONField(default=preset_reasons)

    def __str__(self) -> str:
        return f"Endings of shop {self.pk}"
