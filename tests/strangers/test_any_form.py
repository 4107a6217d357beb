"""Whatever a form may hold, it may be sent nonsense: an answer in words, never a 500.

`ROUNDS=60 SEED=7` before the command tries other nonsense, and more of it.
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.nonsense import LIKELY, TYPED, Anything
from tests.strangers.routes import every_route, set_scene

ROUNDS, SEED = int(os.environ.get("ROUNDS", "1")), int(os.environ.get("SEED", "20261127"))


@pytest.fixture
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), undone():
        made = set_scene(gather())
        let_in(made.cast.lan)
        yield made


def test_no_form_stumbles_over_what_is_typed(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(SEED)  # the same in every run
    sent: list[Anything] = []
    kind = "django.core.handlers.wsgi.WSGIRequest.POST"
    monkeypatch.setattr(kind, property(lambda request: sent[-1]))
    stumbled = []
    for route in every_route():
        if route.written.startswith("api/"):
            continue  # what is said of their bodies tries them: tests/api/test_schema_holds.py
        address = route.address(scene)
        for _ in range(ROUNDS):
            sent.append(Anything(dice, nonsense=TYPED, likely=LIKELY, held=0.9))
            with undone():
                answer = browser_of(scene.cast.lan, route).post(address)
            if answer.status_code == 405:
                break
            if answer.status_code >= 500:
                said = {name: value[-1][:40] for name, value in sent[-1].lists()}
                stumbled.append((route.written, answer.status_code, said))
    assert not stumbled
