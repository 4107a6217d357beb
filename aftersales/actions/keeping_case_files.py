"""Files for a case: checked by content, drawn anew, kept; what no move names goes again."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import BinaryIO

from django.db.models import F

from aftersales.errors import TooManyCaseFiles
from aftersales.models import Case, CaseFile
from aftersales.policy_rules import BUYER_FILES
from conversations.actions.storing_files import storage_names, store, unstore
from conversations.file_rules import PER_MESSAGE, limits_of
from conversations.files.checking import Checked, checked
from conversations.files.errors import FileNotKept
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.tokens import random_key

logger = logging.getLogger(__name__)

UNNAMED = timedelta(hours=24)
"""How long a file may lie here that no move has named."""

AT_ONCE = 500


def require_room(*, shop_id: int, case: Case | None, count: int) -> None:
    """TooManyCaseFiles above what comes at once, or stands beside one case."""
    most = int(value_of(shop_id, PER_MESSAGE))
    if case is not None:
        held = CaseFile.objects.filter(shop_id=shop_id, case=case).count()
        most = min(most, max(0, int(value_of(shop_id, BUYER_FILES)) - held))
    if count > most:
        raise TooManyCaseFiles(count=count, most=most)


def keep_case_file(*, shop_id: int, file: BinaryIO, name: str) -> CaseFile:
    """One file, held by no case yet; what is in `conversations/files/errors.py` where it cannot be.

    Where the storage does not take it (FileNotKept), nothing of it stays behind.
    """
    with checked(file, told=name, limits=limits_of(shop_id)) as found:
        row = _row(shop_id, found)
        try:
            store(row, found.file, found.thumb)
        except Exception as problem:  # each backend has errors of its own
            logger.warning("Case file %s could not be stored", row.pk, exc_info=True)
            forget_case_files([row])
            raise FileNotKept(name=row.name) from problem
    return row


def forget_case_files(rows: Iterable[CaseFile]) -> int:
    """Those of them that no case holds; how many went.

    The rows say first that they go, and no move can name them from then on; then their bytes go,
    then the rows. Whatever ends in between, or a storage that is away, leaves rows that nobody
    sees and the sweep takes up again, behind those that it has not tried.
    """
    pks = [row.pk for row in rows]
    # Asked again by the statement itself: a move may name one of them at this very moment.
    CaseFile.objects.filter(pk__in=pks, case=None, erased_at=None).update(erased_at=now())
    going = CaseFile.objects.filter(pk__in=pks, erased_at__isnull=False)
    gone = [row.pk for row in going if unstore(row)]
    going.exclude(pk__in=gone).update(erased_at=now())
    CaseFile.objects.filter(pk__in=gone).delete()
    return len(gone)


def sweep_unnamed_files() -> int:
    """Kept a day ago and named by no move; how many went."""
    left = CaseFile.objects.filter(case=None, kept_at__lt=now() - UNNAMED)
    untried_first = F("erased_at").asc(nulls_first=True)
    return forget_case_files(left.order_by(untried_first, "kept_at")[:AT_ONCE])


def _row(shop_id: int, found: Checked) -> CaseFile:
    at = now()
    stored, thumb = storage_names(shop_id, at, with_thumb=found.thumb is not None)
    return CaseFile.objects.create(
        shop_id=shop_id,
        key=random_key(),
        kind=found.kind.code,
        name=found.name,
        size=found.size,
        width=found.width,
        height=found.height,
        stored=stored,
        thumb=thumb,
        kept_at=at,
    )
