"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from aftersales.actions.expiring import act_on_due
from aftersales.actions.keeping_case_files import sweep_unnamed_files
from aftersales.actions.mending import mend_all
from aftersales.actions.nearing import tell_near
from aftersales.actions.paying import pay_due
from aftersales.actions.reconciling import reconcile
from aftersales.actions.telling_buyers import tell_owed
from aftersales.gateways.payment_service import gateway
from helpdesk.kernel.sweeping import attempt


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


@shared_task  # type: ignore[untyped-decorator]
def tell_of_cases() -> None:
    """Words that are owed to buyers, and deadlines that other systems hear of."""
    attempt("words to buyers", tell_owed)
    attempt("deadlines that are near", tell_near)


@shared_task  # type: ignore[untyped-decorator]
def sweep_case_files() -> None:
    """Files that no move named."""
    sweep_unnamed_files()
