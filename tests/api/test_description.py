"""What programmers read is what there is."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from helpdesk.api_docs import description
from helpdesk.api_docs.description import DescriptionProblem, openapi
from helpdesk.api_docs.reading import groups
from helpdesk.api_docs.sockets import channels
from tests.strangers.routes import every_route


def test_the_committed_file_is_current() -> None:
    committed = (Path(settings.BASE_DIR) / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert committed == openapi("en"), "run: python manage.py export_openapi"
    call_command("export_openapi", "--check")


def test_what_cannot_be_described_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_language: str) -> str:
        raise DescriptionProblem("a warning of spectacular's")

    command = "helpdesk.api_docs.management.commands.export_openapi.openapi"
    monkeypatch.setattr(command, broken)
    with pytest.raises(CommandError, match="a warning"):
        call_command("export_openapi", "--check")
    assert description.openapi is openapi


def test_every_endpoint_is_described() -> None:
    document = json.loads(openapi("en"))
    written = {path.lstrip("/") for path in document["paths"]}
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.written)
        for route in every_route()
        if route.is_api or route.name == "api-hook-orders"
    }
    assert written == routes
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], f"{method} {path}"
            assert {"400", "401", "403", "404", "409", "429"} <= operation["responses"].keys()


def test_the_page_names_every_endpoint(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    for group in groups("zh-hans"):
        assert f'id="{group.name}"' in page
        for one in group.endpoints:
            assert f'id="{one.id}"' in page and one.path in page
    fields = {
        one.id: [field.name for field in one.body] for g in groups("en") for one in g.endpoints
    }
    assert "orders[].lines[].title" in fields["order_batch"]
    assert "receiver.phone" in fields["order_put"]


def test_the_words_are_the_readers(client: Client) -> None:
    chinese = client.get("/api/schema/").json()["paths"]["/api/v1/orders/"]["get"]["summary"]
    client.cookies["django_language"] = "en"
    english = client.get("/api/schema/").json()["paths"]["/api/v1/orders/"]["get"]["summary"]
    assert not chinese.isascii() and english.isascii()


def test_the_sockets_too(client: Client) -> None:
    told = client.get("/api/asyncapi.json").json()
    assert set(told["channels"]) == {channel.name for channel in channels()} == {"chat", "desk"}
    page = client.get("/api/sockets/").content.decode()
    for name in told["components"]["messages"]:
        assert f"<code>{name}</code>" in page


def test_descriptions_hold_nothing_of_a_shop_and_need_no_sign_in(client: Client) -> None:
    for address in ("/api/schema/", "/api/docs/", "/api/docs/try/", "/api/sockets/"):
        answer = client.get(address)
        assert answer.status_code == 200 and "sessionid" not in answer.cookies
