"""A new key takes over: stopped, repeated, beside a reader, and with a key missing."""

import secrets
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from helpdesk.commerce.actions.resealing import outdated, reseal_receivers
from helpdesk.commerce.models import Order
from helpdesk.commerce.receivers import RECEIVER, hashes_of_phone, opened
from helpdesk.kernel.keyring import Key, keys_from
from helpdesk.kernel.sealing import KeyMissing
from tests.cast import Cast
from tests.imports.conftest import uploaded
from tests.imports.files import csv_of, taobao
from tests.privacy.test_receivers_at_rest import stored


def fresh() -> Key:
    return keys_from("KEYS", secrets.token_hex(32))[0]


@pytest.fixture
def orders(cast: Cast) -> list[Order]:
    made = [stored(cast, number=f"K{place}") for place in range(5)]
    return [
        *made,
        stored(cast, number="NOTHING", receiver_name="", receiver_phone="", receiver_address=""),
    ]


def rotate(settings: Any) -> tuple[Key, Key]:
    """New keys before the old ones, as the operator puts them."""
    new, new_search = fresh(), fresh()
    settings.PERSONAL_DATA_KEYS = (new, *settings.PERSONAL_DATA_KEYS)
    settings.PERSONAL_DATA_SEARCH_KEYS = (new_search, *settings.PERSONAL_DATA_SEARCH_KEYS)
    return new, new_search


def by_phone(cast: Cast) -> int:
    found = Order.objects.filter(shop=cast.shop)
    return found.filter(phone_hash__in=hashes_of_phone(cast.shop.pk, "13812345678")).count()


def test_everything_is_sealed_anew_and_opens_with_the_new_key_alone(
    cast: Cast, orders: list[Order], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outdated().count() == 0
    moments = list(Order.objects.order_by("pk").values_list("changed_at", flat=True))
    new, new_search = rotate(settings)
    assert outdated().count() == 5 and by_phone(cast) == 5
    call_command("rotate_personal_data_keys", "--status")
    assert outdated().count() == 5, "--status changes nothing"
    call_command("rotate_personal_data_keys", "--at-once", "2")
    assert "older keys are no longer needed" in capsys.readouterr().out
    settings.PERSONAL_DATA_KEYS, settings.PERSONAL_DATA_SEARCH_KEYS = (new,), (new_search,)
    for order in Order.objects.filter(pk__in=[one.pk for one in orders[:5]]):
        assert [opened(order, field) for field in RECEIVER] == [
            *("张小贝", "13812345678", "浙江省绍兴市越城区解放路1号")
        ]
    assert by_phone(cast) == 5
    unmoved = list(Order.objects.order_by("pk").values_list("changed_at", flat=True))
    assert unmoved == moments, "a new key is no news for those who keep up with orders"


def test_it_may_be_stopped_anywhere_and_goes_on(
    cast: Cast, orders: list[Order], settings: Any
) -> None:
    rotate(settings)
    first = reseal_receivers(at_once=2)
    assert (first.orders, outdated().count(), by_phone(cast)) == (2, 3, 5)
    assert {
        opened(order, "receiver_phone")
        for order in Order.objects.exclude(number="NOTHING").filter(shop=cast.shop)
    } == {"13812345678"}
    assert reseal_receivers(at_once=10).orders == 3
    assert reseal_receivers().after is None


def test_only_the_hashes_key_is_new(cast: Cast, orders: list[Order], settings: Any) -> None:
    settings.PERSONAL_DATA_SEARCH_KEYS = (fresh(), *settings.PERSONAL_DATA_SEARCH_KEYS)
    assert outdated().count() == 5
    call_command("rotate_personal_data_keys")
    settings.PERSONAL_DATA_SEARCH_KEYS = settings.PERSONAL_DATA_SEARCH_KEYS[:1]
    assert by_phone(cast) == 5


def test_without_the_old_key_it_stops_and_changes_nothing(
    cast: Cast, orders: list[Order], settings: Any
) -> None:
    settings.PERSONAL_DATA_KEYS = (fresh(),)
    before = list(Order.objects.order_by("pk").values_list("receiver_name_sealed", flat=True))
    with pytest.raises(KeyMissing):
        reseal_receivers()
    with pytest.raises(CommandError, match="not in PERSONAL_DATA_KEYS"):
        call_command("rotate_personal_data_keys")
    after = list(Order.objects.order_by("pk").values_list("receiver_name_sealed", flat=True))
    assert before == after


def test_uploaded_tables_that_need_the_old_key_are_counted(
    cast: Cast, settings: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path
    uploaded(cast.qin, csv_of(taobao(1)))
    call_command("rotate_personal_data_keys")
    assert "0 uploaded tables" in capsys.readouterr().out
    rotate(settings)
    call_command("rotate_personal_data_keys")
    said = capsys.readouterr().out
    assert "1 uploaded tables" in said and "no longer needed" not in said
