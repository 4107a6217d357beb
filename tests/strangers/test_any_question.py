"""Whatever a page asks of its address, it may be told nonsense: an answer in words, never a 500."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.nonsense import Anything
from tests.strangers.routes import every_route, set_scene

ASIDE = ("readyz", "healthz")
"""Whose 503 is the answer: no worker runs here."""


@pytest.fixture
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), undone():
        made = set_scene(gather())
        let_in(made.cast.lan)
        yield made


def test_no_address_stumbles_over_what_stands_behind_it(
    scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(20261127)  # the same in every run
    asked: list[Anything] = []
    kind = "django.core.handlers.wsgi.WSGIRequest.GET"
    monkeypatch.setattr(kind, property(lambda request: asked[-1]))
    stumbled = []
    for route in every_route():
        if route.written.startswith("api/"):
            continue  # what is said of their questions asks them: tests/api/test_schema_holds.py
        address = route.address(scene)
        asked.append(Anything(dice))
        with undone():
            answer = browser_of(scene.cast.lan, route).get(address)
        if answer.status_code >= 500 and route.name not in ASIDE:
            said = {name: value[-1][:40] for name, value in asked[-1].lists()}
            stumbled.append((route.written, answer.status_code, said))
    assert not stumbled
