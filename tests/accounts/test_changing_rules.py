"""The settings page: rules as sentences, changed in place, with history and the way back."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actions.changing_rules import change_rule
from helpdesk.accounts.actions.opening_list import put_list_away
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import PolicyChangedMeanwhile
from helpdesk.accounts.models import AuditEntry, Membership, Policy
from helpdesk.accounts.policies import value_of
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
RECALL = "chat.recall_seconds"


def save(browser: Client, name: str = RECALL, **fields: Any) -> Any:
    return browser.post("/settings/rule/", {"rule": name, "seen": "0", **fields})


def line(answer: Any, name: str = RECALL) -> Any:
    return next(one for one in answer.context["lines"] if one.name == name)


def test_a_rule_is_a_sentence_with_its_number_source_and_preset(
    cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.lan).get("/settings/")
    shown = line(answer)
    assert [part.words for part in shown.parts] == ["消息发出 ", "120", " 秒内可以撤回"]
    assert (shown.is_preset, shown.version, shown.changed_by) == (True, 1, "")
    page = answer.content.decode()
    assert "和预设一样" in page and "没改过" in page and "存下就算数" in page


def test_the_owner_changes_it_and_it_holds_at_once(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    answer = save(browser, value="60", reason="老买家手快")
    assert answer["Location"] == f"/settings/?saved={RECALL}#chat-recall_seconds"
    assert value_of(cast.shop.pk, RECALL) == 60
    shown = line(browser.get("/settings/"))
    assert (shown.is_preset, shown.changed_by, shown.version) == (False, "兰姐", 2)
    assert shown.source == "老买家手快" and shown.preset == "120"
    assert AuditEntry.objects.get(verb="policy.changed", shop=cast.shop).data["after"] == 60


def test_lists_and_parts_of_a_rule(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    save(browser, "chat.wait_steps", **{"value.0": "20", "value.1": "６０", "value.2": "120"})
    assert value_of(cast.shop.pk, "chat.wait_steps") == [20, 60, 120]
    save(browser, "chat.message_rate", burst="30", per_second="3")
    assert value_of(cast.shop.pk, "chat.message_rate") == {"burst": 30, "per_second": 3}


@pytest.mark.parametrize("typed", ["", "0", "9", "3601", "-60", "1.5", "abc", "1e3", "9" * 400])
def test_a_number_that_does_not_fit_is_said_beside_it(
    cast: Cast, signed_in: SignedIn, typed: str
) -> None:
    answer = save(signed_in(cast.lan), value=typed, reason="试试")
    assert answer.status_code == 400
    assert "要 10 到 3600 之间的整数" in answer.context["problem"]["message"]
    page = answer.content.decode()
    assert 'aria-invalid="true"' in page and 'value="试试"' in page
    assert not Policy.objects.exists()


def test_steps_rise(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"value.0": "90", "value.1": "30", "value.2": "180"}
    answer = save(signed_in(cast.lan), "chat.wait_steps", **typed)
    assert answer.status_code == 400 and "一个比一个大" in answer.context["problem"]["message"]
    assert [part.words for part in line(answer, "chat.wait_steps").parts if part.field] == [
        "90",
        "30",
        "180",
    ]


def test_saving_what_it_is_makes_no_version(cast: Cast, signed_in: SignedIn) -> None:
    save(signed_in(cast.lan), value="120")
    assert not Policy.objects.exists()


def test_a_supervisor_looks_and_is_told_who_may(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.qin)
    page = browser.get("/settings/").content.decode()
    assert "要改，请店长来" in page and "data-rule-form" not in page
    answer = browser.post(
        "/settings/rule/", {"rule": RECALL, "value": "60"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 403 and "店长" in answer.json()["error"]["message"]
    assert signed_in(cast.mei).get("/settings/").status_code == 403


def test_two_owners_at_once_the_second_is_told(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    set_policy(actor=cast.qin.user, shop_id=cast.shop.pk, name=RECALL, value=90, source="秦越定")
    answer = save(browser, value="60")
    assert answer.status_code == 409
    assert "秦越刚把它改成了：消息发出 90 秒内可以撤回" in answer.context["problem"]["message"]
    assert value_of(cast.shop.pk, RECALL) == 90
    save(browser, value="60", seen=str(line(answer).seen))
    assert value_of(cast.shop.pk, RECALL) == 60
    with pytest.raises(PolicyChangedMeanwhile):
        change_rule(
            actor=cast.lan.user, shop_id=cast.shop.pk, name=RECALL, value=30, reason="", seen=0
        )


def test_history_newest_first_and_back_to_any_version(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    for value in ("60", "90"):
        seen = line(browser.get("/settings/")).seen
        save(browser, value=value, reason=f"改成 {value}", seen=str(seen))
    history = browser.get(f"/settings/?history={RECALL}").context["history"]
    assert [(one.number, one.is_current) for one in history] == [(3, True), (2, False), (1, False)]
    assert history[0].reason == "改成 90"
    answer = browser.post("/settings/restore/", {"rule": RECALL, "version": history[1].id})
    assert answer["Location"] == f"/settings/?history={RECALL}"
    assert value_of(cast.shop.pk, RECALL) == 60
    browser.post("/settings/restore/", {"rule": RECALL, "version": "0"})
    assert value_of(cast.shop.pk, RECALL) == 120
    assert Policy.objects.count() == 4, "going back is a new version, too"


def test_oleg_restores_nothing_of_ours(cast: Cast, signed_in: SignedIn) -> None:
    version = set_policy(actor=None, shop_id=cast.shop.pk, name=RECALL, value=90, source="")
    form = {"rule": RECALL, "version": version.pk}
    assert signed_in(cast.oleg).post("/settings/restore/", form).status_code == 404
    assert signed_in(cast.qin).post("/settings/restore/", form).status_code == 403
    assert Policy.objects.count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"rule": "chat.nothing"},
        {"rule": RECALL, "version": "x"},
        {"rule": RECALL, "version": "9" * 30},
    ],
)
def test_what_does_not_exist(cast: Cast, signed_in: SignedIn, form: dict[str, str]) -> None:
    assert signed_in(cast.lan).post("/settings/restore/", form).status_code == 404


def test_only_what_differs(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    assert "还没人改过" in browser.get("/settings/?show=changed").content.decode()
    save(browser, value="60")
    shown = browser.get("/settings/?show=changed").context["lines"]
    assert [one.name for one in shown] == [RECALL]
    assert {one.group for one in browser.get("/settings/?show=chat").context["lines"]} == {"chat"}


def test_its_queries_do_not_grow_with_the_rules(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    browser = signed_in(cast.lan)
    save(browser, value="60")
    put_list_away(actor=cast.lan.user, shop_id=cast.shop.pk, left=1)
    # Session, user, memberships, latest versions, counts, and thrice that the list is put away.
    with django_assert_num_queries(8):
        browser.get("/settings/")


def test_an_earlier_version_is_named_by_the_shops_clock(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    save(browser, value="60", reason="老买家手快")
    first = Policy.objects.get(shop=cast.shop, name=RECALL)
    save(browser, value="90", reason="又慢了", seen=str(first.pk))
    browser.post("/settings/restore/", {"rule": RECALL, "version": str(first.pk)})
    when = timezone.localtime(first.effective_from, ZoneInfo(cast.shop.time_zone))
    assert line(browser.get("/settings/")).source == f"换回 {when:%Y-%m-%d %H:%M} 那版"
