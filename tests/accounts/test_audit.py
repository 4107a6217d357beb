"""The record: it can only grow, and it reads as sentences."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.audit import (
    VerbProblem,
    record,
    register_verb,
    registered_verbs,
    sentence_of,
)
from helpdesk.accounts.models import AuditEntry, Policy
from helpdesk.kernel.clock import iso
from tests.cast import Cast


def test_an_entry_cannot_be_changed_or_removed(cast: Cast) -> None:
    assert AuditEntry.objects.exists()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(verb="nothing.happened")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM accounts_auditentry")


def test_nor_can_a_version_of_a_policy(cast: Cast) -> None:
    set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name="chat.recall_seconds", value=60, source=""
    )
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Policy.objects.update(value=1)


def test_the_entry_falls_with_the_deed(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(shop_id=cast.shop.pk, actor=cast.lan.user, verb="password.changed")
        _ = 1 / 0
    assert AuditEntry.objects.count() == before


def test_outside_a_transaction_it_is_refused(real_db: None) -> None:
    with pytest.raises(RuntimeError):
        record(shop_id=None, actor=None, verb="sign_in.failed")


def test_a_verb_nobody_registered_is_refused(db: None) -> None:
    with pytest.raises(VerbProblem):
        record(shop_id=None, actor=None, verb="sign_in.dreamt")


def test_two_apps_cannot_mean_different_things_by_one_verb() -> None:
    with pytest.raises(VerbProblem):
        register_verb("password.changed", "something else")


def test_without_a_shop_only_doings_of_an_account(cast: Cast) -> None:
    record(shop_id=None, actor=None, verb="sign_in.failed", data={"target": "x"})
    with pytest.raises(IntegrityError), transaction.atomic():
        record(shop_id=None, actor=None, verb="policy.changed")


def test_it_reads_as_a_sentence_and_keeps_the_name_of_the_day(cast: Cast) -> None:
    entry = AuditEntry.objects.get(verb="people.member_added", target_id=str(cast.mei.pk))
    assert sentence_of(entry) == "兰姐 把 小梅 加进店铺，角色是客服"
    assert entry.actor_name == "兰姐"


def test_the_machine_is_called_so(cast: Cast) -> None:
    with transaction.atomic():
        entry = record(
            shop_id=cast.shop.pk, actor=None, verb="shop.created", data={"target": "小满"}
        )
    assert sentence_of(entry) == "系统 开了店铺「小满」"


def test_an_entry_older_than_its_sentence_still_reads(cast: Cast) -> None:
    entry = AuditEntry(verb="people.member_added", actor_name="兰姐", target_id="7", data={})
    assert sentence_of(entry) == "兰姐 people.member_added 7"
    entry.verb = "long.forgotten"
    assert sentence_of(entry) == "兰姐 long.forgotten 7"


def test_every_verb_is_dotted() -> None:
    assert all("." in verb and verb == verb.lower() for verb in registered_verbs())


def test_a_moment_reads_by_the_shops_clock(cast: Cast) -> None:
    """Whoever wrote it down, and wherever: the worker knows no shop's clock."""
    until = datetime(2026, 6, 9, 23, 30, tzinfo=UTC)
    entry = record(
        shop_id=cast.shop.pk,
        actor=cast.mei.user,
        verb="session.snoozed",
        data={"target": "小贝", "until": iso(until)},
    )
    with timezone.override("Pacific/Kiritimati"):
        assert "2026-06-10 13:30" in sentence_of(entry)
