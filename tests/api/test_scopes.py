"""Scopes, cell by cell: every method of every endpoint asks for the one that it names."""

import pytest
from django.urls import get_resolver

from helpdesk.accounts.scopes import RIGHT_BEHIND, SCOPES
from tests.api.conftest import program_of
from tests.strangers.routes import Route, Scene, every_route

FREE = {"api-shop"}
EXPECTED = {
    "api-policies": {"GET": "policies:read"},
    "api-audit": {"GET": "audit:read"},
    "api-buyers": {"GET": "buyers:read", "PUT": "buyers:write"},
    "api-buyer": {"GET": "buyers:read"},
    "api-products": {"GET": "products:read", "PUT": "products:write"},
    "api-product": {"GET": "products:read"},
    "api-skus": {"GET": "products:read", "PUT": "products:write"},
    "api-couriers": {"GET": "couriers:read", "PUT": "couriers:write"},
    "api-courier-prices": {"PUT": "couriers:write"},
    "api-orders": {"GET": "orders:read"},
    "api-order": {"GET": "orders:read", "PUT": "orders:write"},
    "api-order-flag": {"POST": "orders:write"},
    "api-order-memo": {"POST": "orders:write"},
    "api-order-batches": {"POST": "orders:write"},
    "api-shipments": {"GET": "shipments:read", "PUT": "shipments:write"},
    "api-scans": {"POST": "shipments:write"},
    "api-imports": {"GET": "imports:read", "POST": "imports:write"},
    "api-import": {"GET": "imports:read"},
    "api-import-try": {"POST": "imports:write"},
    "api-import-write": {"POST": "imports:write"},
    "api-import-stop": {"POST": "imports:write"},
    "api-import-go-on": {"POST": "imports:write"},
    "api-import-undo": {"POST": "imports:write"},
    "api-import-problems": {"GET": "imports:read"},
    "api-scripts": {"GET": "scripts:read", "POST": "scripts:write"},
    "api-script": {"GET": "scripts:read", "PUT": "scripts:write"},
    "api-script-review": {"POST": "scripts:review"},
    "api-script-retirement": {"POST": "scripts:review"},
    "api-knowledge-sheets": {"GET": "knowledge:read", "POST": "knowledge:write"},
    "api-knowledge-sheet": {"GET": "knowledge:read"},
    "api-knowledge-answers": {"GET": "knowledge:read", "POST": "knowledge:write"},
    "api-conversations": {"GET": "conversations:read"},
    "api-conversation": {"GET": "conversations:read"},
    "api-entries": {"GET": "conversations:read"},
    "api-messages": {"POST": "conversations:write"},
    "api-search": {"GET": "conversations:read"},
    "api-take": {"POST": "conversations:write"},
    "api-finish": {"POST": "conversations:write"},
    "api-recalls": {"POST": "conversations:write"},
    "api-cards": {"POST": "conversations:write"},
    "api-transfer": {"POST": "conversations:write"},
    "api-cases": {"GET": "cases:read", "POST": "cases:write"},
    "api-case": {"GET": "cases:read"},
    "api-case-moves": {"POST": "cases:write"},
    "api-case-approvals": {"POST": "cases:write"},
    "api-register-rows": {"GET": "cases:read"},
    "api-register-row": {"GET": "cases:read"},
    "api-register-row-closing": {"POST": "cases:write"},
    "api-return-scans": {"POST": "cases:write"},
}
"""Written down a second time on purpose."""

ROUTES = {str(route.name): route for route in every_route() if route.is_api}
CELLS = [(name, method, scope) for name, row in EXPECTED.items() for method, scope in row.items()]


def test_every_endpoint_is_in_the_table() -> None:
    assert set(ROUTES) == EXPECTED.keys() | FREE


def test_every_method_that_exists_asks_for_a_scope() -> None:
    views = {
        pattern.name: pattern.callback.cls
        for part in get_resolver("helpdesk.urls").url_patterns
        if str(part.pattern) == "api/v1/"
        for pattern in part.url_patterns
    }
    for name, row in EXPECTED.items():
        methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
        there = {one for one in methods if hasattr(views[name], one.lower())}
        assert there == set(row), name


@pytest.mark.parametrize(("name", "method", "scope"), CELLS)
def test_each_cell(name: str, method: str, scope: str, scene: Scene) -> None:
    lan = scene.cast.lan
    route: Route = ROUTES[name]
    address = route.address(scene)
    without = program_of(lan, [one for one in SCOPES if one != scope])
    refused = without.ask(method, address, {})
    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "scope_missing"
    assert scope in refused.json()["error"]["message"]
    alone = program_of(lan, [scope])
    assert alone.ask(method, address, {}).status_code not in {401, 403, 405, 500}


@pytest.mark.parametrize(("scope", "right"), RIGHT_BEHIND.items())
def test_an_agents_token_does_no_more_than_an_agent(scene: Scene, scope: str, right: str) -> None:
    name, method = next((name, method) for name, method, asked in CELLS if asked == scope)
    address = ROUTES[name].address(scene)
    answer = program_of(scene.cast.mei, [scope], owner=scene.cast.lan).ask(method, address, {})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "permission_refused"
