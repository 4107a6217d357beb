"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.actions.purging import purge


@shared_task  # type: ignore[untyped-decorator]
def deliver_webhooks() -> None:
    """Send what is due."""
    deliver_due()


@shared_task  # type: ignore[untyped-decorator]
def purge_webhooks() -> None:
    """Deliveries and events older than the shop keeps them, and endpoints that were removed."""
    purge()
