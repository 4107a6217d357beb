"""Whatever a page asks of its address and a form may hold, it may be sent nonsense: an answer in
words, never a 500.

`ROUNDS=60 SEED=7` before the command sends forms other nonsense, and more of it.
"""

import os
import random
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from tests.cast import gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.nonsense import LIKELY, TYPED, Anything
from tests.strangers.routes import every_route, set_scene

ROUNDS, SEED = int(os.environ.get("ROUNDS", "1")), int(os.environ.get("SEED", "20261127"))
"""The same dice in every run."""

ASIDE = ("readyz", "healthz")
"""Whose 503 is the answer: no worker runs here."""

Sent = Callable[[Literal["GET", "POST"], Callable[[], Anything], int], list[tuple[object, ...]]]


@pytest.fixture
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), undone():
        made = set_scene(gather())
        let_in(made.cast.lan)
        yield made


@pytest.fixture
def stumbling(scene: Any, monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Send every route so many of them; who answered with a 500, and to what."""

    def send(
        method: Literal["GET", "POST"], draw: Callable[[], Anything], rounds: int
    ) -> list[tuple[object, ...]]:
        sent: list[Anything] = []
        kind = f"django.core.handlers.wsgi.WSGIRequest.{method}"
        monkeypatch.setattr(kind, property(lambda request: sent[-1]))
        stumbled: list[tuple[object, ...]] = []
        for route in every_route():
            if route.written.startswith("api/"):
                continue  # what is said of it asks and tries it: tests/api/test_schema_holds.py
            address = route.address(scene)
            for _ in range(rounds):
                sent.append(draw())
                with undone():
                    browser = browser_of(scene.cast.lan, route)
                    answer = getattr(browser, method.lower())(address)
                if answer.status_code == 405:
                    break
                if answer.status_code >= 500 and route.name not in ASIDE:
                    said = {name: value[-1][:40] for name, value in sent[-1].lists()}
                    stumbled.append((route.written, answer.status_code, said))
        return stumbled

    return send


def test_no_address_stumbles_over_what_stands_behind_it(stumbling: Sent) -> None:
    dice = random.Random(20261127)
    assert not stumbling("GET", lambda: Anything(dice), 1)


def test_no_form_stumbles_over_what_is_typed(stumbling: Sent) -> None:
    dice = random.Random(SEED)
    assert not stumbling(
        "POST", lambda: Anything(dice, nonsense=TYPED, likely=LIKELY, held=0.9), ROUNDS
    )
