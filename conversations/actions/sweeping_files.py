"""Uploads that were never sent, taken back, or kept long enough: their bytes go.

The row says first that a file is erased, and only then are its bytes deleted: a crash between
the two leaves a row that the next sweep finds. Bytes that cannot be deleted go to the end of the
line, so that they hold up nobody else's.
"""

from datetime import timedelta

from conversations.actions.storing_files import unstore
from conversations.file_rules import KEEP_MONTHS, UNSENT_HOURS
from conversations.models import Attachment, AttachmentState
from conversations.queries.files import due_files
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.retention import months_before
from helpdesk.kernel import clock

AT_ONCE = 500


def erase_due_files(*, shop_id: int) -> int:
    """Say of the shop's files that are due that they are erased; how many."""
    moment = clock.now()
    unsent = moment - timedelta(hours=int(value_of(shop_id, UNSENT_HOURS)))
    kept = months_before(moment, int(value_of(shop_id, KEEP_MONTHS)))
    due = list(due_files(shop_id, unsent=unsent, kept=kept).values_list("pk", flat=True)[:AT_ONCE])
    # Asked again by the statement itself: one of them may be sent at this very moment.
    rows = due_files(shop_id, unsent=unsent, kept=kept).filter(pk__in=due)
    return rows.update(state=AttachmentState.ERASED, erased_at=moment)


def delete_erased_bytes() -> int:
    """Delete what is owed to be deleted, in all shops; rows never sent go with their bytes."""
    owed = Attachment.objects.filter(erased_at__isnull=False).exclude(stored="")
    tried = list(owed.order_by("erased_at")[:AT_ONCE])
    gone = [row.pk for row in tried if _let_go(row)]
    Attachment.objects.filter(pk__in={row.pk for row in tried} - set(gone)).update(
        erased_at=clock.now()
    )
    rows = Attachment.objects.filter(pk__in=gone)
    rows.filter(seq__isnull=False).update(stored="", thumb="")
    rows.filter(seq__isnull=True).delete()
    return len(gone)


def _let_go(row: Attachment) -> bool:
    """Whether nothing of its own is stored any more: what a script brought stays for the script."""
    return row.script_file_id is not None or unstore(row)
