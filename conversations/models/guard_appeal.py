"""What supervisors make of the guard: whether it was right, and what agents asked them."""

from django.db import models
from django.utils.translation import pgettext_lazy

from conversations.models.guard_record import GuardRecord

ANSWER_LENGTH = 300


class GuardAppeal(models.Model):
    """An agent asked whether a blocked message may not go after all. ``words`` are what they
    wrote, numbers of people masked: whoever asks hands them over."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    record = models.OneToOneField(GuardRecord, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Appeal about {self.record_id}"


class Verdict(models.TextChoices):
    RIGHT = "right", pgettext_lazy("guard verdict", "拦得对")
    WRONG = "wrong", pgettext_lazy("guard verdict", "拦错了")


class GuardVerdict(models.Model):
    """What a supervisor says of one record: the answer to an appeal, where there is one."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    record = models.OneToOneField(GuardRecord, on_delete=models.PROTECT, related_name="verdict")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    answer = models.CharField(max_length=ANSWER_LENGTH, blank=True, default="")
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verdict} about {self.record_id}"
