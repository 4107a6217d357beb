"""The sweep: every address as nobody, and as Oleg of another shop with Mei's ids in it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from helpdesk.accounts.actions.pulse import beat
from tests.cast import gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.routes import PUBLIC, SAID, Route, Scene, every_route, set_scene

ROUTES = every_route()
METHODS = ("get", "post")
# A session means nothing there, nor its dangers.
NO_SESSION = {"api-hook-orders", "chat-file", "payment-callback", "buyer-case", "buyer-case-open"}
WITHOUT_CSRF = {"chat-visitor"}  # asked by a page without cookies, and changes nothing
LETS_IN = {"join"}  # whoever holds the link comes in, Oleg too: that is what Lan made it for
# By this person's browser alone; asked for anew with its version, or never another content.
KEPT = {"script-pack", "script-guard-pack", "borrowed-file", "case-file"}
OTHER_METHODS = ("head", "put", "patch", "delete", "options", "trace")

OF_ONE_SHOP = [route for route in ROUTES if route.arguments and not route.is_public]


def visiting(routes: list[Route]) -> pytest.MarkDecorator:
    """All that is asked of one route comes together: what its address names is made once."""
    ids = [route.written or "/" for route in routes]
    return pytest.mark.parametrize("visited", routes, indirect=True, scope="module", ids=ids)


by_route = visiting(ROUTES)
by_route_of_one_shop = visiting(OF_ONE_SHOP)


@pytest.fixture(scope="module")
def one_scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), undone():
        made = set_scene(gather())
        let_in(made.cast.lan, made.cast.oleg)
        yield made


@pytest.fixture(scope="module")
def visited(request: pytest.FixtureRequest, one_scene: Scene) -> Iterator[tuple[Route, str, Scene]]:
    """A route, its address, and the scene with what the address names in it."""
    with undone():
        scene = deepcopy(one_scene)
        yield request.param, request.param.address(scene), scene


@pytest.fixture
def route(visited: tuple[Route, str, Scene]) -> Route:
    return visited[0]


@pytest.fixture
def address(visited: tuple[Route, str, Scene]) -> str:
    return visited[1]


@pytest.fixture
def scene(visited: tuple[Route, str, Scene]) -> Iterator[Scene]:
    with undone():
        beat("worker")  # so that /healthz has nothing to complain about
        beat("beat")
        yield deepcopy(visited[2])


def body_of(answer: HttpResponse) -> str:
    return "" if answer.streaming else answer.content.decode(errors="replace")


STATE = """SELECT (SELECT version FROM conversations_conversation WHERE id = %(thread)s),
    (SELECT count(*) FROM conversations_entry WHERE shop_id = %(shop)s),
    (SELECT count(*) FROM conversations_conversation WHERE shop_id = %(shop)s),
    (SELECT count(*) FROM accounts_auditentry WHERE shop_id = %(shop)s),
    (SELECT count(*) FROM accounts_resetlink JOIN accounts_membership USING (user_id)
        WHERE shop_id = %(shop)s)"""


def state_of(scene: Scene) -> Any:
    """What a stranger's request must leave as it was."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, {"thread": scene.thread.pk, "shop": scene.cast.shop.pk})
        return cursor.fetchone()


def test_every_public_page_still_exists() -> None:
    assert {route.name for route in ROUTES} >= PUBLIC


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in ROUTES]
    assert None not in names
    assert len(names) == len(set(names))


@by_route
def test_nobody_is_sent_to_the_door(route: Route, address: str, scene: Scene) -> None:
    for method in METHODS:
        answer = getattr(browser_of(None), method)(address)
        assert answer.status_code < 500, method
        if route.is_public:
            continue
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in/"), method
        else:
            assert answer.status_code in {401, 404, 405}, method
        assert not [secret for secret in scene.secrets() if secret in body_of(answer)], method


@by_route
def test_a_script_that_is_nobody_is_told_so(route: Route, address: str, scene: Scene) -> None:
    for method in METHODS:
        call = getattr(browser_of(None), method)
        answer = call(address, headers={"Accept": "application/json"})
        assert answer.status_code < 500, method
        if not route.is_public:
            assert answer.status_code in {401, 404, 405}, method


@by_route
def test_oleg_finds_nothing_of_meis_shop(route: Route, address: str, scene: Scene) -> None:
    before = state_of(scene)
    for method in METHODS:
        with undone():
            answer = getattr(browser_of(scene.cast.oleg, route), method)(address)
            assert answer.status_code < 500, method
            assert not [secret for secret in scene.secrets() if secret in body_of(answer)], method
            if route.arguments and not route.is_public:
                # 405 is the same for everybody and is said before anything is looked up.
                assert answer.status_code in {404, 405}, f"{method}: {answer.status_code}"
            if route.name not in LETS_IN:
                assert state_of(scene) == before, method


@by_route_of_one_shop
def test_an_address_with_an_id_is_tried_in_earnest(
    route: Route, address: str, scene: Scene
) -> None:
    """Otherwise Oleg's 404 would prove nothing: Lan, who owns the shop, is let in."""
    said = SAID.get(str(route.name), {})
    lan, oleg = (browser_of(one, route) for one in (scene.cast.lan, scene.cast.oleg))
    for_lan = [getattr(lan, each)(address, said) for each in METHODS]
    assert {answer.status_code for answer in for_lan} - {403, 404, 405, 500}
    for_oleg = [getattr(oleg, each)(address, said) for each in METHODS]
    assert 404 in {answer.status_code for answer in for_oleg}


@by_route
def test_no_method_breaks_an_address(route: Route, address: str, scene: Scene) -> None:
    for member in (None, scene.cast.oleg, scene.cast.lan):
        for method in OTHER_METHODS:
            answer = getattr(browser_of(member, route), method)(address)
            assert answer.status_code < 500, f"{method} {address}"


@by_route
def test_a_form_of_another_site_is_refused(route: Route, address: str, scene: Scene) -> None:
    """Whoever is signed in here may be looking at somebody else's page."""
    browser = browser_of(scene.cast.lan, enforce_csrf_checks=True)
    before = state_of(scene)
    answer = browser.post(address, {"language": "en"})
    if route.name in WITHOUT_CSRF:
        assert answer.status_code == 200
    elif route.is_api or route.name in NO_SESSION:
        assert answer.status_code in {400, 401}
    else:
        assert answer.status_code == 403
    assert state_of(scene) == before


@by_route
@pytest.mark.parametrize("who", ["nobody", "lan"])
def test_every_answer_carries_the_rules_for_the_browser(
    route: Route, address: str, who: str, scene: Scene
) -> None:
    browser = browser_of(scene.cast.lan if who == "lan" else None, route)
    for method in METHODS:
        answer = getattr(browser, method)(address)
        policy = answer["Content-Security-Policy"]
        tight = "default-src 'none'; sandbox"  # a file that somebody sent may do nothing at all
        assert ("script-src 'self'" in policy or policy == tight) and "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("style-src-attr")[0]
        assert answer["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
        assert answer["X-Content-Type-Options"] == "nosniff"
        if who == "lan" and answer.status_code == 200 and not route.is_public:
            kept = "private" if route.name in KEPT else "no-store"
            assert kept in answer["Cache-Control"], f"{method} {route.written}"
