"""The signed addresses of a buyer's pages about after-sales: of a case, and of opening one.

Whoever holds one may act as the buyer of that case or order and of nothing else. It names the shop
by its slug, the case by a random key, the order by the platform's number; how long it holds is
asked when it is used, so a shorter rule holds at once.
"""

from dataclasses import dataclass
from typing import Literal

from django.core import signing
from django.urls import reverse

SALT = "helpdesk.case"

Subject = Literal["case", "order"]
PAGES = {"case": "buyer-case", "order": "buyer-case-open"}


@dataclass(frozen=True, slots=True)
class Named:
    """What an address of ours names: a case's key or an order's number, in a shop."""

    slug: str
    name: str


def case_address(slug: str, key: str) -> str:
    """The page on which the buyer follows a case, made now."""
    return _address("case", slug, key)


def opening_address(slug: str, number: str) -> str:
    """The page on which the buyer of an order applies for something, made now."""
    return _address("order", slug, number)


def signed(subject: Subject, slug: str, name: str) -> str:
    """The word itself, as it stands in the path."""
    return signing.dumps([slug, name], salt=f"{SALT}.{subject}", compress=False)


def read_signed(subject: Subject, word: str) -> Named | None:
    """What it names, however old it is; None where it is none of ours."""
    try:
        slug, name = signing.loads(word, salt=f"{SALT}.{subject}")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Named(str(slug), str(name))


def is_stale(subject: Subject, word: str, *, life: int) -> bool:
    """Whether a word of ours was made more than ``life`` seconds ago."""
    try:
        signing.loads(word, salt=f"{SALT}.{subject}", max_age=life)
    except signing.SignatureExpired:
        return True
    return False


def _address(subject: Subject, slug: str, name: str) -> str:
    return reverse(PAGES[subject], args=[signed(subject, slug, name)])
