"""When a process behind the screens was last alive."""

from django.db import models

from helpdesk.kernel import clock


class ServiceName(models.TextChoices):
    # A Celery worker took a task.
    WORKER = "worker", "worker"
    # The one beat sent its ticks.
    BEAT = "beat", "beat"


class ServicePulse(models.Model):
    """The latest sign of life of a service; one row for each, overwritten."""

    name = models.CharField(max_length=20, choices=ServiceName)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="accounts_servicepulse_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
