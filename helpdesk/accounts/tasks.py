"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.accounts import mail
from helpdesk.accounts.actions.answering_once import forget_old_answers
from helpdesk.accounts.actions.order_sources import forget_old_deliveries
from helpdesk.accounts.actions.purging import purge
from helpdesk.accounts.queries.reset_links import link_to_send
from helpdesk.kernel.sweeping import attempt


@shared_task  # type: ignore[untyped-decorator]
def email_reset_link(link_id: int) -> None:
    """Send the link to its person, unless it is used or over by now."""
    link = link_to_send(link_id)
    if link is not None and mail.smtp_is_set():
        mail.send_reset_link(link)


@shared_task  # type: ignore[untyped-decorator]
def purge_expired() -> None:
    """Sessions, failed sign-ins and reset links whose time is over."""
    purge()


@shared_task  # type: ignore[untyped-decorator]
def purge_api() -> None:
    """Answers kept for whoever asks again, and the log of what was pushed."""
    attempt("old answers", forget_old_answers)
    attempt("old deliveries", forget_old_deliveries)
