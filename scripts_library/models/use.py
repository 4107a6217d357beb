"""A script was really sent: what its figures are made of."""

from django.db import models

from scripts_library.models.script import Script


class ScriptUse(models.Model):
    """One sent message that began as a script. The message is named by (conversation, seq)."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    script = models.ForeignKey(
        Script, on_delete=models.PROTECT, related_name="uses", db_index=False
    )
    version = models.PositiveIntegerField()
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    session_number = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, blank=True, default="")
    # Whether its fixed words were changed before sending; filling a variable changes nothing.
    edited = models.BooleanField()
    # What the buyer said of the reception, once they did.
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation_id", "seq", "script"], name="script_use_once"
            ),
            models.CheckConstraint(
                name="script_use_score_known",
                condition=models.Q(score__isnull=True) | models.Q(score__range=(1, 5)),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "script", "-at"], name="script_use_newest"),
            models.Index(
                fields=["shop", "conversation_id", "session_number"], name="script_use_session"
            ),
        ]

    def __str__(self) -> str:
        return f"Script {self.script_id} sent as {self.conversation_id}/{self.seq}"
