"""Whatever a page asks of its address, it may be told nonsense: an answer in words, never a 500."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDictKeyError

from tests.cast import gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.routes import every_route, set_scene

NONSENSE = (
    *("", "abc", "a\x00b", "-1", "0", "1", "²", "9" * 19, "9" * 400, "9" * 5000, "NaN"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00"),
    *("%00", "[]", "1:2", "null", "(a+)+$", "\u202e", "{{x}}", "x" * 3000),
)
ASIDE = ("readyz", "healthz")
"""Whose 503 is the answer: no worker runs here."""


class Anything(QueryDict):
    """Has every name that is asked for, with some nonsense; what is listed of it is true too."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__("", mutable=True)
        self.dice = dice
        self.known: set[str] = set()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.getlist(name))

    def __getitem__(self, name: str) -> Any:
        if not (said := self.getlist(name)):
            raise MultiValueDictKeyError(name)
        return said[-1]

    def get(self, name: str, default: Any = None) -> Any:
        return said[-1] if (said := self.getlist(name)) else default

    def getlist(self, name: str, default: Any = None) -> Any:
        if name not in self.known and self.dice.random() < 0.8:
            self.setlist(name, [self.dice.choice(NONSENSE)])
        self.known.add(name)
        return super().getlist(name, default)


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
