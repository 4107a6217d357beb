"""Sealed words open in their place and nowhere else; keys are told apart, missing ones named."""

import secrets
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.kernel.env import EnvironmentProblem
from helpdesk.kernel.keyed_hash import keyed_hash, keyed_hashes
from helpdesk.kernel.keyring import Key, keys_from
from helpdesk.kernel.sealing import KeyMissing, SealBroken, newest_head, seal, unseal

PLACE = (1, "order", "N7731", "receiver_phone")


def fresh() -> Key:
    return keys_from("KEYS", secrets.token_hex(32))[0]


@given(st.text())
def test_words_come_back_as_they_were(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    assert unseal(seal(words, *PLACE), *PLACE) == words


def test_the_same_words_never_look_the_same() -> None:
    sealed = {seal("13812345678", *PLACE) for _ in range(50)}
    assert len(sealed) == 50 and not any(b"138" in one for one in sealed)


@pytest.mark.parametrize(
    "place",
    [
        (2, "order", "N7731", "receiver_phone"),
        (1, "import", "N7731", "receiver_phone"),
        (1, "order", "N7732", "receiver_phone"),
        (1, "order", "N7731", "receiver_name"),
        (1, "order", "N7731"),
    ],
)
def test_moved_to_another_shop_table_row_or_field_it_is_refused(place: tuple[Any, ...]) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("张小贝", *PLACE), *place)


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_one_changed_bit_is_noticed(place: int) -> None:
    sealed = bytearray(seal("张小贝", *PLACE))
    sealed[place] ^= 1
    with pytest.raises((SealBroken, KeyMissing)):
        unseal(bytes(sealed), *PLACE)


@pytest.mark.parametrize("what", [b"", b"\x01", b"13812345678", b"\x01" * 33])
def test_what_was_never_sealed_is_no_accident(what: bytes) -> None:
    with pytest.raises((SealBroken, KeyMissing)):
        unseal(what, *PLACE)


def test_a_new_key_seals_and_the_old_one_still_opens(settings: Any) -> None:
    old, new = fresh(), fresh()
    settings.PERSONAL_DATA_KEYS = (old,)
    before = seal("张小贝", *PLACE)
    settings.PERSONAL_DATA_KEYS = (new, old)
    after = seal("张小贝", *PLACE)
    assert unseal(before, *PLACE) == unseal(after, *PLACE) == "张小贝"
    assert after.startswith(newest_head()) and not before.startswith(newest_head())
    settings.PERSONAL_DATA_KEYS = (new,)
    assert unseal(after, *PLACE) == "张小贝"
    with pytest.raises(KeyMissing) as missing:
        unseal(before, *PLACE)
    assert missing.value.status == 503 and "旧密钥" in missing.value.told()


def test_hashes_are_the_keys_and_the_shops(settings: Any) -> None:
    old, new = fresh(), fresh()
    settings.PERSONAL_DATA_SEARCH_KEYS = (old,)
    before = keyed_hash("13812345678", 1, "phone")
    assert before == keyed_hash("13812345678", 1, "phone") and len(before) == 20
    assert before != keyed_hash("13812345678", 2, "phone")
    assert before != keyed_hash("13812345678", 1, "phone tail")
    settings.PERSONAL_DATA_SEARCH_KEYS = (new, old)
    assert before in keyed_hashes("13812345678", 1, "phone")
    assert before != keyed_hash("13812345678", 1, "phone")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" , ", "is empty"),
        ("kurz", "64 hexadecimal digits"),
        ("ab" * 31, "64 hexadecimal digits"),
        (f"{'ab' * 32},{'AB' * 32}", "same key twice"),
    ],
)
def test_a_key_that_is_none_stops_the_start(text: str, says: str) -> None:
    with pytest.raises(EnvironmentProblem, match=says):
        keys_from("PERSONAL_DATA_KEYS", text)


def test_a_key_is_not_told_by_its_picture() -> None:
    word = secrets.token_hex(32)
    assert word not in repr(keys_from("KEYS", word)) and repr(bytes.fromhex(word)) not in repr(
        keys_from("KEYS", word)
    )
