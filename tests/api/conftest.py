"""Programs of the cast's shops: a client that calls the API with a token."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from helpdesk.accounts.actions.api_tokens import make_api_token
from helpdesk.accounts.models import ApiToken, Membership
from helpdesk.accounts.scopes import SCOPES
from tests.cast import Cast, gather
from tests.kept import undone
from tests.strangers.routes import Scene, set_scene

PLAIN = [scope for scope in SCOPES if scope != "personal:read"]


class Program:
    """Speaks JSON, with a token or without."""

    def __init__(self, token: ApiToken | None = None, word: str = "") -> None:
        self.token, self.word = token, word
        self.client = APIClient(raise_request_exception=True)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.word:
            named.setdefault("Authorization", f"Bearer {self.word}")
        answer = self.client.generic(
            method,
            path if path.startswith("/api/") else f"/api/v1/{path}",
            b"" if body is None else _json(body),
            content_type="application/json",
            headers=named,
        )
        return answer

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PUT", path, body, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)


def _json(body: Any) -> bytes:
    import json

    return body if isinstance(body, bytes) else json.dumps(body).encode()


def program_of(
    member: Membership,
    scopes: Sequence[str] = PLAIN,
    *,
    owner: Membership | None = None,
    **more: Any,
) -> Program:
    """A program with a token in the member's name."""
    token, word = make_api_token(
        actor=(owner or member).user, member=member, name="ERP", scopes=scopes, **more
    )
    return Program(token, word)


@pytest.fixture
def erp(cast: Cast) -> Program:
    """Lan's ERP: everything but personal data."""
    return program_of(cast.lan)


@pytest.fixture
def olegs(cast: Cast) -> Program:
    """A program of another shop that may do everything there."""
    return program_of(cast.oleg, list(SCOPES))


@pytest.fixture(scope="module")
def one_scene(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """Of whatever an address can name, one: made once for a module, of which `scene` is given."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), undone():
        yield set_scene(gather())


@pytest.fixture
def scene(one_scene: Scene) -> Iterator[Scene]:
    """As new; what the test writes is gone afterwards."""
    with undone():
        yield deepcopy(one_scene)
