"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from aftersales.actions.expiring import act_on_due
from aftersales.actions.mending import mend_all
from aftersales.actions.paying import pay_due
from aftersales.actions.reconciling import reconcile
from aftersales.gateways.payment_service import gateway


@shared_task  # type: ignore[untyped-decorator]
def act_on_deadlines() -> None:
    """Deadlines that are over."""
    act_on_due()


@shared_task  # type: ignore[untyped-decorator]
def mend_followups() -> None:
    """Cases whose follow-ups are not what they owe."""
    mend_all()


@shared_task  # type: ignore[untyped-decorator]
def pay_refunds() -> None:
    """Money that is owed, where a payment service is connected."""
    if (service := gateway()) is not None:
        pay_due(gateway=service)


@shared_task  # type: ignore[untyped-decorator]
def reconcile_refunds() -> None:
    """Our books against the service's."""
    if (service := gateway()) is not None:
        reconcile(gateway=service)
