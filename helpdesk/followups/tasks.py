"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.followups.actions.merging import merge_all
from helpdesk.followups.actions.sweeping import sweep_all
from helpdesk.kernel.sweeping import attempt


@shared_task  # type: ignore[untyped-decorator]
def sweep_followups() -> None:
    """Tell what is due, make the duties that come again, keep the counts short."""
    attempt("what is due", sweep_all)
    attempt("kept counts", merge_all)
