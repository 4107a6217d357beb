"""What supervisors make of the guard: whether it was right, and what agents asked them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from conversations.models.conversation import Conversation
from conversations.models.guard_record import GuardRecord
from helpdesk.kernel.keyed_hash import HASH_BYTES

ANSWER_LENGTH = 300


class GuardAppeal(models.Model):
    """An agent asked whether a blocked message may not go after all. ``words`` are what they
    wrote, numbers of people masked: whoever asks hands them over."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    record = models.OneToOneField(GuardRecord, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField()
    # The very words, as a hash, to compare with. None before there were releases.
    digest = models.BinaryField(max_length=HASH_BYTES, null=True, blank=True)
    # The reception that it is about: the one that lasted, else the next one.
    session_number = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    # Whoever asked has used the answer or put it away; the same words are a new appeal then.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="guard_appeal_of_shop"),
        ]

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


class GuardRelease(models.Model):
    """A supervisor let blocked words go: exactly these, once, by whoever asked, in this chat and in
    the reception that they were asked about."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    appeal = models.OneToOneField(GuardAppeal, on_delete=models.PROTECT, related_name="release")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session_number = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=HASH_BYTES)
    at = models.DateTimeField()
    # The message that went by it.
    seq = models.PositiveIntegerField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guard_release_used_by_a_message",
                condition=Q(seq__isnull=True, used_at__isnull=True)
                | Q(seq__isnull=False, used_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "conversation", "member"],
                name="guard_release_open",
                condition=Q(used_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Release by appeal {self.appeal_id}"
