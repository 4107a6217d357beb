"""The payment service, started once for the tests that pay."""

from collections.abc import Iterator

import pytest

from aftersales.models import Deadline, Refund
from helpdesk.kernel.clock import now
from tests.aftersales.service import Simulated
from tests.cast import Cast


@pytest.fixture(scope="session")
def started_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulated]:
    service = Simulated(tmp_path_factory.mktemp("payments"))
    service.start()
    yield service
    service.kill()


@pytest.fixture
def service(started_service: Simulated) -> Simulated:
    """Which does everything right until told otherwise."""
    started_service.told()
    return started_service


@pytest.fixture
def real_cast(real_cast: Cast) -> Cast:
    """With nothing owed or due by the casts of tests before."""
    Refund.objects.filter(settled_at=None).update(state="refused", settled_at=now())
    Deadline.objects.filter(state="running").update(state="met", ended_at=now())
    return real_cast
