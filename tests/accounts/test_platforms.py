"""Platform presets: shown before, one version a rule, taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from helpdesk.accounts import policies
from helpdesk.accounts.actions import choosing_platforms
from helpdesk.accounts.actions.changing_rules import change_rule
from helpdesk.accounts.actions.choosing_platforms import apply_platforms, undo_platforms
from helpdesk.accounts.models import AuditEntry, Membership, Policy
from helpdesk.accounts.opening_errors import NothingToUndo, RulesMovedMeanwhile
from helpdesk.accounts.platform_packs import PACKS, strictest
from helpdesk.accounts.queries.platforms import changes_by, fingerprint, last_application
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
URL = "/opening/platforms/"
WAIT, UNSHIPPED = "chat.wait_steps", "aftersales.answer_unshipped_hours"


def use(cast: Cast, *keys: str) -> AuditEntry:
    shown = fingerprint(keys, changes_by(cast.shop.pk, keys))
    return apply_platforms(actor=cast.lan.user, shop_id=cast.shop.pk, keys=keys, shown=shown)


def value(cast: Cast, name: str) -> object:
    return policies.value_of(cast.shop.pk, name)


def test_every_number_fits_its_rule_and_says_where_it_was_read() -> None:
    for pack in PACKS.values():
        for asked in pack.asked:
            assert policies.rule(asked.rule).fits(asked.value), (pack.key, asked.rule)
            assert str(asked.source) and asked.read_on


def test_of_several_the_strictest_holds_with_its_source() -> None:
    asked = strictest(["taobao", "jd", "pinduoduo"])
    assert asked[WAIT].value == [10, 20, 30] and "39zn" in str(asked[WAIT].source)
    assert asked[UNSHIPPED].value == 24
    assert asked["aftersales.confirm_return_days"].value == 3


def test_looking_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.lan).get(f"{URL}?look=1&p=jd&p=nonsense").content.decode()
    assert "30、90、180" in page and "10、20、30" in page and "39zn.cn" in page
    assert "2026年11月26日" in page
    assert not Policy.objects.filter(shop=cast.shop).exists()


def test_using_it_does_what_was_shown_one_version_a_rule(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    shown = browser.get(f"{URL}?look=1&p=jd").context["fingerprint"]
    answer = browser.post(URL, {"p": "jd", "shown": shown, "then": "next"})
    assert answer["Location"] == "/opening/hours/"
    assert value(cast, WAIT) == [10, 20, 30] and value(cast, "shop.platforms") == ["jd"]
    versions = Policy.objects.filter(shop=cast.shop).values_list("name", flat=True)
    assert sorted(versions) == sorted({*strictest(["jd"]), "shop.platforms"})
    entry = AuditEntry.objects.get(shop=cast.shop, verb="shop.platforms_applied")
    assert entry.data["changed"] == 3 and entry.data["target"] == "京东"
    assert AuditEntry.objects.filter(shop=cast.shop, verb="policy.changed").count() == 4


def test_what_was_not_shown_is_not_done(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    shown = browser.get(f"{URL}?look=1&p=jd").context["fingerprint"]
    change_rule(
        actor=cast.lan.user, shop_id=cast.shop.pk, name=UNSHIPPED, value=12, reason="", seen=0
    )
    answer = browser.post(URL, {"p": "jd", "shown": shown})
    assert answer.status_code == 409 and "规则有人改过" in answer.content.decode()
    assert value(cast, WAIT) == [30, 90, 180]
    assert browser.post(URL, {"p": ["jd", "taobao"], "shown": shown}).status_code == 409


def test_taking_it_back_leaves_what_was_changed_since(cast: Cast, signed_in: SignedIn) -> None:
    entry = use(cast, "jd")
    latest = Policy.objects.filter(shop=cast.shop, name=UNSHIPPED).latest("pk")
    change_rule(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        name=UNSHIPPED,
        value=12,
        reason="",
        seen=latest.pk,
    )
    browser = signed_in(cast.lan)
    answer = browser.post(f"{URL}undo/", {"entry": entry.pk})
    page = browser.get(answer["Location"]).content.decode()
    assert "后来有人改过的没动" in page and "12 小时内答复" in page
    assert value(cast, WAIT) == [30, 90, 180] and value(cast, UNSHIPPED) == 12
    assert value(cast, "shop.platforms") == []
    assert browser.post(f"{URL}undo/", {"entry": entry.pk}).status_code == 409


def test_only_the_last_use_can_be_taken_back(cast: Cast) -> None:
    first, second = use(cast, "jd"), use(cast, "taobao")
    with pytest.raises(NothingToUndo):
        undo_platforms(actor=cast.lan.user, shop_id=cast.shop.pk, entry_id=first.pk)
    undo_platforms(actor=cast.lan.user, shop_id=cast.shop.pk, entry_id=second.pk)
    assert value(cast, WAIT) == [10, 20, 30] and last_application(cast.shop.pk) is None


def test_another_shops_use_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    entry = use(cast, "jd")
    assert signed_in(cast.oleg).post(f"{URL}undo/", {"entry": entry.pk}).status_code == 409
    assert value(cast, WAIT) == [10, 20, 30]


def test_who_may(cast: Cast, signed_in: SignedIn) -> None:
    for member in (cast.qin, cast.mei):
        assert signed_in(member).get(URL).status_code == 403
        assert signed_in(member).post(URL, {"p": "jd"}).status_code == 403


@pytest.fixture
def race(real_cast: Cast) -> Callable[[], list[str]]:
    """Two presses of one button."""
    cast, barrier = real_cast, Barrier(2, timeout=10)

    def run() -> list[str]:
        shown = fingerprint(["jd"], changes_by(cast.shop.pk, ["jd"]))

        def press(_: int) -> str:
            try:
                barrier.wait()
                apply_platforms(actor=cast.lan.user, shop_id=cast.shop.pk, keys=["jd"], shown=shown)
            except RulesMovedMeanwhile:
                return "moved"
            finally:
                connection.close()
            return "done"

        with ThreadPoolExecutor(2) as threads:
            return sorted(threads.map(press, [1, 2]))

    return run


def test_two_presses_are_one_use(race: Callable[[], list[str]], real_cast: Cast) -> None:
    assert race() == ["done", "moved"]
    assert Policy.objects.filter(shop=real_cast.shop, name=WAIT).count() == 1


def test_without_the_lock_both_would_write(
    race: Callable[[], list[str]], real_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Barrier(2, timeout=10)

    def look_together(*args: object) -> object:
        found = changes_by(*args)  # type: ignore[arg-type]
        looked.wait()
        return found

    monkeypatch.setattr(choosing_platforms, "locked", lambda rows: rows)
    monkeypatch.setattr(choosing_platforms, "changes_by", look_together)
    assert race() == ["done", "done"]
    assert Policy.objects.filter(shop=real_cast.shop, name=WAIT).count() == 2
