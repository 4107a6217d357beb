"""Each test of files begins with buckets that nobody has drawn from."""

import pytest

from conversations.views import files as views


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_by_person", "_by_address"):
        monkeypatch.setattr(views, name, type(views._by_person)())
