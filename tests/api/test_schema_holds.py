"""schemathesis asks every endpoint what its description allows, and things that it does not.

Never a 500, and every answer is one that the description promises. The examples are the same in
every run, and few: it takes well under a minute.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.scopes import SCOPES
from helpdesk.wsgi import application
from tests.api.conftest import program_of
from tests.strangers.routes import Scene

schema = schemathesis.openapi.from_wsgi("/api/schema/", application)
load_all_checks()
PROMISED = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]

EACH = 3
"""Of all that a place of a description is asked, one of so many; its neighbour is asked others."""

_asked: Counter[tuple[str, ...]] = Counter()


def worth_asking(case: Any) -> bool:
    """Every operation, kind of mistake and place in it; not every wrong type at every place.

    A field of a list within a list is read by the same few lines as any other: all types at all
    places were five thousand requests.
    """
    data = case.meta.phase.data
    said = ("scenario", "parameter_location", "parameter", "location")
    place = (case.operation.label, case.meta.phase.name, case.meta.generation.mode)
    place += tuple(str(getattr(data, name, None)) for name in said)
    _asked[place] += 1
    turn = _asked[place] - 1
    return turn == 0 or turn % EACH == list(_asked).index(place) % EACH


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests must not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def word(scene: Scene) -> str:
    """Of a program that may do all, as often as it likes."""
    rule = {"shop_id": scene.cast.shop.pk, "name": "api.requests_per_minute", "source": ""}
    set_policy(actor=None, value=60_000, **rule)
    return program_of(scene.cast.lan, list(SCOPES)).word


@schema.parametrize()
@settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_every_answer_is_promised(case: Any, word: str, scene: Scene) -> None:
    if not worth_asking(case):
        return
    real = {
        "number": scene.order.number,
        "buyer_id": scene.thread.buyer_id,
        "product_id": scene.product.pk,
        "conversation_id": scene.thread.pk,
    }
    for name, value in real.items():
        if case.path_parameters.get(name):
            case.path_parameters[name] = value
    case.call_and_validate(headers={"Authorization": f"Bearer {word}"}, checks=PROMISED)
