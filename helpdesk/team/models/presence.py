"""Whether a person of the shop takes chats just now, and the history of that."""

from django.db import models
from django.utils.translation import pgettext_lazy

REASON_LENGTH = 100


class PresenceState(models.TextChoices):
    """What a person does just now."""

    ACCEPTING = "accepting", pgettext_lazy("presence", "接待中")  # gets new chats
    BUSY = "busy", pgettext_lazy("presence", "忙，不接新的")  # answers those in hand
    RESTING = "resting", pgettext_lazy("presence", "小休")  # back at `until`
    LEAVING = "leaving", pgettext_lazy("presence", "收尾")  # finishes those in hand, then away
    AWAY = "away", pgettext_lazy("presence", "不在")  # left, or no desk open any more


AT_WORK = (PresenceState.ACCEPTING, PresenceState.BUSY, PresenceState.RESTING)
"""States of somebody for whom it is worth standing in a queue."""


class Presence(models.Model):
    """One row a person, however many tabs and devices they have open."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=9, choices=PresenceState.choices, default=PresenceState.AWAY
    )
    since = models.DateTimeField()
    # When a rest ends.
    until = models.DateTimeField(null=True, blank=True)
    # Went away by their own choice: then only another sign-in makes them accept again by itself.
    left = models.BooleanField(default=False)
    # The last sign of life of any of their desks, written every 15 s at most.
    seen_at = models.DateTimeField(null=True, blank=True)
    # How many chats they take at once, where it is not what the shop's rule says.
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    # When routing last gave them a chat: of two equals, who has waited longer comes first.
    last_routed_at = models.DateTimeField(null=True, blank=True)
    # In which chat they last wrote an answer, and when; never the words.
    typing_in = models.BigIntegerField(null=True, blank=True)
    typing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "member"], name="presence_one_per_member"),
            models.CheckConstraint(
                name="presence_rest_has_end",
                condition=models.Q(state=PresenceState.RESTING, until__isnull=False)
                | (~models.Q(state=PresenceState.RESTING) & models.Q(until__isnull=True)),
            ),
            models.CheckConstraint(
                name="presence_capacity_from_one",
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gte=1),
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "seen_at"],
                name="presence_not_away",
                condition=~models.Q(state=PresenceState.AWAY),
            )
        ]

    def __str__(self) -> str:
        return f"Presence of member {self.member_id}"


class PresenceChange(models.Model):
    """One change of state. Rows are only ever added: hours of work are counted from them."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=9, choices=PresenceState.choices)
    until = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    # Who changed it; null is the machine.
    by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["shop", "member", "at"], name="presence_change_by_member")]

    def __str__(self) -> str:
        return f"Member {self.member_id} {self.state}"
