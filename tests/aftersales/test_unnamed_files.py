"""Files beside a case that no move named: gone as a whole, or still there as a whole."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from aftersales.actions import keeping_case_files
from aftersales.actions.adding import add_evidence
from aftersales.actions.keeping_case_files import keep_case_file, sweep_unnamed_files
from aftersales.doer import buyer_of
from aftersales.errors import ProofUnknown
from aftersales.evidence import Evidence
from aftersales.models import CaseFile
from conversations.actions.storing_files import attachment_storage
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import opened
from tests.cast import Cast
from tests.conversations.test_races import at_once
from tests.files.made import photo_with_place


def left_behind(cast: Cast) -> CaseFile:
    """Kept two days ago, named by nothing."""
    file = keep_case_file(
        shop_id=cast.shop.pk, file=io.BytesIO(photo_with_place()), name="袖口.jpg"
    )
    CaseFile.objects.filter(pk=file.pk).update(kept_at=now() - timedelta(days=2))
    return file


@pytest.fixture(autouse=True)
def nothing_else(real_cast: Cast) -> Iterator[None]:
    yield
    CaseFile.objects.filter(shop=real_cast.shop, case=None).delete()


def names(cast: Cast, file: CaseFile) -> Any:
    evidence = (Evidence("file", file.key),)
    return add_evidence(doer=buyer_of(cast.shop.pk), case_id=opened(cast).pk, evidence=evidence)


def test_a_sweep_that_is_killed_between_leaves_nothing_that_can_be_named(real_cast: Cast) -> None:
    """The bytes have gone, the row has not yet: no case takes it for its own any more."""
    file = left_behind(real_cast)
    real = keeping_case_files.unstore

    def then_dies(row: CaseFile) -> bool:
        real(row)
        os.kill(os.getpid(), signal.SIGKILL)
        return True

    connection.close()  # the child must not share it
    child = os.fork()
    if child == 0:
        with suppress(BaseException), patch.object(keeping_case_files, "unstore", then_dies):
            sweep_unnamed_files()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert not attachment_storage().exists(file.stored)
    with pytest.raises(ProofUnknown):
        names(real_cast, file)
    assert sweep_unnamed_files() == 1 and not CaseFile.objects.filter(pk=file.pk).exists()


def test_a_storage_that_is_away_is_tried_again(real_cast: Cast) -> None:
    file = left_behind(real_cast)
    with patch.object(keeping_case_files, "unstore", return_value=False):
        assert sweep_unnamed_files() == 0
    assert CaseFile.objects.filter(pk=file.pk).exists()
    assert sweep_unnamed_files() == 1
    assert not attachment_storage().exists(file.stored)


def test_bytes_that_cannot_be_deleted_hold_up_no_other(
    real_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = left_behind(real_cast), left_behind(real_cast)
    CaseFile.objects.filter(pk=bad.pk).update(kept_at=now() - timedelta(days=3))
    real = keeping_case_files.unstore
    monkeypatch.setattr(keeping_case_files, "AT_ONCE", 1)
    with patch.object(keeping_case_files, "unstore", lambda row: row.pk != bad.pk and real(row)):
        assert (sweep_unnamed_files(), sweep_unnamed_files()) == (0, 1)
    assert not CaseFile.objects.filter(pk=good.pk).exists()
    assert sweep_unnamed_files() == 1, "its own turn comes again"


def test_named_and_swept_at_the_same_moment_it_is_one_of_the_two(real_cast: Cast) -> None:
    for _ in range(5):
        file = left_behind(real_cast)
        named, _swept = at_once(lambda file=file: names(real_cast, file), sweep_unnamed_files)
        kept = CaseFile.objects.filter(pk=file.pk, case__isnull=False, erased_at=None).exists()
        assert kept is not isinstance(named, ProofUnknown), named
        assert attachment_storage().exists(file.stored) is kept
