"""How a buyer is best spoken to: what colleagues learn and the next one need not guess."""

from django.db import models
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.models.buyer import Buyer

NOTE_LENGTH = 500


class BuyerType(models.TextChoices):
    """What the buyer mostly comes for (docs/trade.md)."""

    COMPLAINT = "complaint", pgettext_lazy("buyer type", "投诉型")
    ENQUIRY = "enquiry", pgettext_lazy("buyer type", "咨询型")
    SUPPORT = "support", pgettext_lazy("buyer type", "支持型")
    DECISION = "decision", pgettext_lazy("buyer type", "决策型")


class Temperament(models.TextChoices):
    """How the buyer talks."""

    BRISK = "brisk", pgettext_lazy("temperament", "爽快果断")
    TALKATIVE = "talkative", pgettext_lazy("temperament", "健谈")
    CALM = "calm", pgettext_lazy("temperament", "友好沉静")
    CAREFUL = "careful", pgettext_lazy("temperament", "细致慎重")


class BuyerProfile(models.Model):
    """One version of what is known of a buyer; the highest one holds, the others are history."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=BuyerType.choices, blank=True, default="")
    temperament = models.CharField(
        max_length=10, choices=Temperament.choices, blank=True, default=""
    )
    # How to serve them, in a colleague's words.
    note = models.CharField(max_length=NOTE_LENGTH, blank=True, default="")
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "buyer", "version"], name="buyer_profile_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="buyer_profile_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Profile {self.version} of buyer {self.buyer_id}"
