"""Failed sign-ins of the last minutes: what the guard against guessing counts."""

from django.db import models

from helpdesk.kernel import clock


class SignInAttempt(models.Model):
    """One attempt that has not succeeded. Success deletes those of its name, a task old ones.

    In Postgres and not in the cache: a lost Redis must not open the door to guessing.
    """

    # A keyed hash of the lower-case name typed: people do type passwords into that field.
    name_key = models.CharField(max_length=64)
    # Where it came from (an IPv6 neighbourhood of /64); empty when the server was not told.
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "-at"], name="accounts_attempt_name"),
            models.Index(fields=["address", "-at"], name="accounts_attempt_address"),
            models.Index(fields=["at"], name="accounts_attempt_age"),
        ]

    def __str__(self) -> str:
        return f"{self.name_key[:8]} {self.at:%Y-%m-%d %H:%M:%S}"
