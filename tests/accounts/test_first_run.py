"""The first shop of an installation: by a page, with a code, once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from io import StringIO
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils.crypto import get_random_string

from helpdesk.accounts.actions import opening_shop
from helpdesk.accounts.actions.opening_shop import open_first_shop, open_shop
from helpdesk.accounts.models import AuditEntry, Installation, Membership, Shop, User
from helpdesk.accounts.opening_errors import AddressTaken, AlreadyOpened
from helpdesk.accounts.setup_code import setup_code
from helpdesk.accounts.views import first_run
from helpdesk.kernel import clock
from helpdesk.realtime.limits import Buckets
from tests.accounts.conftest import person
from tests.cast import Cast

FORM = {
    "owner_name": "兰姐",
    "username": "lan-first",
    "password": "rice-and-tea-9",
    "name": "小满",
    "slug": "xiaoman-first",
    "time_zone": "Asia/Shanghai",
    "business_day_cut": "02:00",
}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own count of tries."""
    monkeypatch.setattr(first_run, "_tries", Buckets())


@pytest.fixture
def fresh(db: None) -> None:
    """An installation without a shop, as far as it knows."""
    Installation.objects.update(opened_at=None)


def form(**more: str) -> dict[str, str]:
    return FORM | {"code": setup_code()} | more


def test_a_fresh_installation_leads_to_the_first_run(fresh: None, client: Client) -> None:
    assert client.get("/")["Location"] == "/setup/"
    page = client.get("/setup/")
    assert page.status_code == 200 and "开第一家店" in page.content.decode()


def test_the_first_owner_opens_the_shop_and_is_in(fresh: None, client: Client) -> None:
    answer = client.post("/setup/", form(code=setup_code().lower().replace("-", " ")))
    assert answer["Location"] == "/opening/platforms/"
    member = Membership.objects.get(shop__slug="xiaoman-first")
    assert (member.role, member.user.display_name) == ("owner", "兰姐")
    assert f"{member.shop.business_day_cut:%H:%M}" == "02:00"
    assert AuditEntry.objects.filter(shop=member.shop, verb="shop.created").exists()
    assert client.get("/opening/").status_code == 200
    assert client.get("/")["Location"] == "/desk/"
    assert Client().get("/setup/").status_code == 404, "it was there once"


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "0", "<b>", "；"])
def test_without_the_code_nothing_is_made_and_nothing_told(
    fresh: None, client: Client, code: str
) -> None:
    taken = person("lan").username
    answer = client.post("/setup/", form(code=code, username=taken))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "开店码不对" in page and "有人用了" not in page, "not even which names are taken"
    assert not Shop.objects.filter(slug="xiaoman-first").exists()


def test_guessing_is_slowed_down(fresh: None, client: Client) -> None:
    pages = [client.post("/setup/", form(code="x")).content.decode() for _ in range(12)]
    assert "开店码不对" in pages[0] and "缓一缓" in pages[-1]
    assert "缓一缓" in client.post("/setup/", form()).content.decode(), "the right one waits too"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slug": "Not a slug"}, "只用小写字母"),
        ({"slug": "x"}, "2 到 50 个字符"),
        ({"name": " "}, ""),
        ({"password": "12345678"}, ""),
        ({"time_zone": "Mars/Olympus"}, ""),
        ({"owner_name": ""}, ""),
    ],
)
def test_what_does_not_fit_is_said_in_place_and_kept(
    fresh: None, client: Client, wrong: dict[str, str], words: str
) -> None:
    answer = client.post("/setup/", form(**wrong))
    assert answer.status_code == 400 and words in answer.content.decode()
    assert not Shop.objects.filter(slug="xiaoman-first").exists()
    assert not User.objects.filter(username="lan-first").exists()
    assert client.get("/setup/").status_code == 200


def test_names_that_are_taken_are_told_to_the_codes_holder(fresh: None, cast: Cast) -> None:
    Installation.objects.update(opened_at=None)
    browser = Client()
    taken = browser.post("/setup/", form(slug=cast.shop.slug, username=cast.mei.user.username))
    page = taken.content.decode()
    assert taken.status_code == 400 and "有店在用了" in page and "有人用了" in page


def test_the_command_prints_the_code_until_there_is_a_shop(fresh: None, cast: Cast) -> None:
    def said() -> str:
        out = StringIO()
        call_command("setup_code", stdout=out)
        return out.getvalue()

    assert setup_code() not in said()
    Installation.objects.update(opened_at=None)
    assert setup_code() in said() and "/setup/" in said()


def test_a_code_of_ones_own(fresh: None, client: Client, settings: Any) -> None:
    settings.SETUP_CODE = "open sesame"
    assert client.post("/setup/", FORM | {"code": "Open-Sesame"}).status_code == 302


def test_another_secret_key_makes_another_code(settings: Any) -> None:
    before = setup_code()
    settings.SECRET_KEY = "another"
    assert setup_code() != before and len(before) == 14


def test_the_address_is_looked_up_while_it_is_typed(fresh: None, client: Client) -> None:
    assert client.get("/setup/address/?slug=xiaoman-free").json() == {"ok": True, "words": ""}
    assert client.get("/setup/address/?slug=a b").json()["ok"] is False


def test_once_there_is_a_shop_a_stranger_asks_nothing(cast: Cast, client: Client) -> None:
    assert client.get("/setup/address/?slug=x-1")["Location"].startswith("/sign-in/")


@pytest.fixture
def unopened(real_db: None) -> Iterator[None]:
    """The same for races; afterwards the installation is as open as before."""
    Installation.objects.update(opened_at=None)
    yield
    Installation.objects.update(opened_at=clock.now())


Race = Callable[[list[Callable[[], object]]], list[str]]


@pytest.fixture
def race() -> Race:
    """All at once, each in a thread of its own; the names of what they came to."""

    def run(deeds: list[Callable[[], object]]) -> list[str]:
        barrier = Barrier(len(deeds), timeout=10)

        def go(deed: Callable[[], object]) -> str:
            try:
                barrier.wait()
                deed()
            except (AlreadyOpened, AddressTaken) as problem:
                return problem.code
            finally:
                connection.close()
            return "done"

        with ThreadPoolExecutor(len(deeds)) as threads:
            return sorted(threads.map(go, deeds))

    return run


def first(number: int, mark: str) -> Callable[[], object]:
    return lambda: open_first_shop(
        username=f"first{number}-{mark}",
        password="rice-and-tea-9",
        display_name="",
        name="小满",
        slug=f"first{number}-{mark}",
        time_zone="Asia/Shanghai",
        business_day_cut=time(0),
        address="",
    )


def mark() -> str:
    return get_random_string(8, "abcdefghjkmnpqrstuvwxyz")


def test_two_owners_at_once_open_one_first_shop(unopened: None, race: Race) -> None:
    both = mark()
    assert race([first(1, both), first(2, both)]) == ["already_opened", "done"]
    assert Shop.objects.filter(slug__endswith=both).count() == 1
    assert User.objects.filter(username__endswith=both).count() == 1, "the loser's account too"


def test_without_the_claim_both_would(
    unopened: None, race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_shop, "_claim", lambda: True)
    both = mark()
    assert race([first(1, both), first(2, both)]) == ["done", "done"]


def test_the_second_waits_for_the_first_to_decide(unopened: None) -> None:
    """The one who comes second while the first has not committed: no luck, after the commit."""
    both = mark()
    with ThreadPoolExecutor(1) as threads:

        def late() -> str:
            try:
                first(2, both)()
            except AlreadyOpened:
                return "too late"
            finally:
                connection.close()
            return "in"

        with transaction.atomic():
            first(1, both)()
            waiting = threads.submit(late)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
        assert waiting.result(timeout=10) == "too late"


def test_one_address_for_two_shops_at_once(
    real_cast: Cast, race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = mark()
    monkeypatch.setattr(Shop, "validate_constraints", lambda *_args, **_more: None)

    def take(name: str) -> Callable[[], object]:
        return lambda: open_shop(
            actor=real_cast.lan.user,
            name=name,
            slug=slug,
            time_zone="Asia/Shanghai",
            business_day_cut=time(0),
        )

    assert race([take("甲"), take("乙")]) == ["address_taken", "done"]
    assert Shop.objects.filter(slug=slug).count() == 1


def test_the_code_is_never_in_a_page(fresh: None, client: Client) -> None:
    assert setup_code() not in client.get("/setup/").content.decode()
