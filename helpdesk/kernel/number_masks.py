"""Numbers of people in free text, made unreadable. Pure.

`mask_people` is for text that is kept and read by people (a courier's scan): mobile numbers, ID
cards and e-mail addresses. `mask_log` is for logs, where a number too many costs nothing: bank
cards, landlines, any long run of digits and the values of query strings go as well.
"""

import re

PLAIN_MOBILE = r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)"
"""A mobile number written without a blank; Postgres reads it the same way."""

# "\d" takes full-width digits too. Percent-encoded blanks part a number in an address (%20138…).
_START = r"(?:(?<!\d)|(?<=%[0-9A-Fa-f]{2}))"
_GAP = r"(?:[-\s.]|%20|\+)?"
_MOBILE = re.compile(
    rf"{_START}(?:(?:\+|%2[Bb]|00)?86{_GAP})?([1１][3-9３-９]\d){_GAP}\d{{4}}{_GAP}(\d{{4}})(?!\d)"
)
_ID_CARD = re.compile(
    r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_MAIL = re.compile(r"([A-Za-z0-9])[\w.%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]\d{4}){2,4}(?:[ -]\d{1,3})?(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_LONG = re.compile(r"\d{6,}(\d{2})")
_QUERY = re.compile(r"(?<=[?&])([\w.~%+-]+)=[^&\s\"'#<>]*")


def mask_people(text: str) -> str:
    """138****5678 for a mobile, **** for an ID card, m***@example.com for an address."""
    text = _ID_CARD.sub("****", text)
    text = _MOBILE.sub(r"\1****\2", text)
    return _MAIL.sub(r"\1***@\2", text)


def mask_log(text: str) -> str:
    """The same and more: no run of eight digits and no value of a query string is left."""
    text = mask_people(_QUERY.sub(r"\1=***", text))
    text = _LANDLINE.sub("****", _CARD.sub("****", text))
    return _LONG.sub(r"****\1", text)
