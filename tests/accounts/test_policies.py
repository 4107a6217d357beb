"""The rules of a shop: presets, versions, and the sentence with the number in it."""

from datetime import timedelta
from typing import Any

import pytest

from helpdesk.accounts import policies
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import PolicyValueWrong
from helpdesk.accounts.models import AuditEntry, Policy
from tests.accounts.conftest import Clock
from tests.cast import Cast


def change(cast: Cast, value: Any, name: str = "chat.recall_seconds", **more: Any) -> Policy:
    return set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source="店里定的", **more
    )


def test_without_a_version_the_preset_holds(cast: Cast) -> None:
    assert policies.value_of(cast.shop.pk, "chat.recall_seconds") == 120
    assert policies.policies_of(cast.shop.pk) == {
        name: rule.preset for name, rule in policies.registered_rules().items()
    }


def test_the_latest_in_effect_wins(cast: Cast, time: Clock) -> None:
    change(cast, 60)
    change(cast, 90)
    change(cast, 30, effective_from=time.now + timedelta(hours=1))
    assert policies.value_of(cast.shop.pk, "chat.recall_seconds") == 90
    assert policies.policies_of(cast.shop.pk)["chat.recall_seconds"] == 90
    later = time.now + timedelta(hours=2)
    assert policies.value_of(cast.shop.pk, "chat.recall_seconds", at=later) == 30
    time.forward(hours=2)
    assert policies.policies_of(cast.shop.pk)["chat.recall_seconds"] == 30


def test_the_past_keeps_its_rule(cast: Cast, time: Clock) -> None:
    before = time.now
    time.forward(minutes=1)
    change(cast, 60)
    assert policies.value_of(cast.shop.pk, "chat.recall_seconds", at=before) == 120


def test_it_is_the_rule_of_one_shop(cast: Cast) -> None:
    change(cast, 60)
    assert policies.value_of(cast.oleg.shop_id, "chat.recall_seconds") == 120


def test_who_when_and_why_are_kept(cast: Cast) -> None:
    policy = change(cast, 60)
    assert (policy.set_by_id, policy.source) == (cast.lan.user_id, "店里定的")
    entry = AuditEntry.objects.get(verb="policy.changed", shop=cast.shop)
    assert entry.data == {
        "target": "消息发出 60 秒内可以撤回",
        "name": "chat.recall_seconds",
        "before": 120,
        "after": 60,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chat.recall_seconds", 0),
        ("chat.recall_seconds", -5),
        ("chat.recall_seconds", "60"),
        ("chat.recall_seconds", True),
        ("chat.recall_seconds", 1.5),
        ("chat.wait_steps", [90, 30, 180]),
        ("chat.wait_steps", [30, 90]),
        ("chat.wait_steps", 30),
        ("chat.message_rate", {"burst": 20}),
        ("chat.message_rate", {"burst": 20, "per_second": 0}),
        ("chat.message_rate", [20, 5]),
    ],
)
def test_a_value_of_another_shape_is_refused(cast: Cast, name: str, value: Any) -> None:
    with pytest.raises(PolicyValueWrong):
        change(cast, value, name)


def test_each_rule_says_its_number() -> None:
    said = {name: rule.said() for name, rule in policies.registered_rules().items()}
    assert said["chat.wait_steps"] == "买家等了 30、90、180 秒，等待时间逐级变醒目"
    assert said["chat.message_rate"] == "一个人可以连发 20 条，之后每秒最多 5 条"
    assert all(rule.source for rule in policies.registered_rules().values())
    assert all(rule.fits(rule.preset) for rule in policies.registered_rules().values())
