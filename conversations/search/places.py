"""Where a page of hits ends, as a page or a program hands it back. Pure."""

from datetime import UTC, datetime

Place = tuple[datetime, int, int]
LARGEST, LARGEST_SEQ = 2**63 - 1, 2**31 - 1


def place_words(place: Place) -> str:
    """For the next page's request."""
    at, conversation, seq = place
    moment = (
        at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    )  # no sign that an address changes
    return f"{moment}~{conversation}~{seq}"


def read_place(typed: str) -> Place | None:
    """The place, or None for what was never one of ours: the search then begins anew."""
    moment, *numbers = typed.split("~")
    if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() for one in numbers):
        return None
    if any(len(one) > 19 for one in numbers):
        return None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    conversation, seq = int(numbers[0]), int(numbers[1])
    if at.tzinfo is None or conversation > LARGEST or seq > LARGEST_SEQ:
        return None
    return at, conversation, seq
