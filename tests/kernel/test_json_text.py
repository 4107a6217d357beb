"""JSON by the fast way says what the standard library says."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.kernel.json_text import decode, encode

bodies = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@given(bodies)
def test_it_is_read_as_it_was_meant(body: object) -> None:
    assert json.loads(encode(body)) == json.loads(json.dumps(body))


@given(bodies)
def test_it_reads_what_was_written(body: object) -> None:
    """Integers above 64 bits come back as floats, which no field of a command takes."""
    assert decode(json.dumps(body)) == json.loads(json.dumps(body), parse_int=_as_read)


def _as_read(digits: str) -> int | float:
    number = int(digits)
    return number if -(2**63) <= number < 2**64 else float(number)


def test_what_messages_are_made_of() -> None:
    number = UUID("0b0e0683-0000-4000-8000-001122334455")
    assert encode({"text": "在吗", "id": number}) == f'{{"text":"在吗","id":"{number}"}}'
    at = datetime(2026, 11, 27, 6, 5, 4, tzinfo=UTC)
    assert datetime.fromisoformat(decode(encode(at))) == at


def test_half_a_pair_is_read_so_that_the_sender_can_be_told() -> None:
    assert decode('{"text": "\\ud83d"}') == {"text": "\ud83d"}


@pytest.mark.parametrize("text", ["", "{", "nonsense", b"\xff", "[" * 100_000])
def test_nonsense_is_refused(text: str | bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        decode(text)


def test_what_json_has_no_form_for_is_refused() -> None:
    with pytest.raises(TypeError):
        encode({"it": object()})
