"""Whose parcel a waybill number is, as far as the number alone tells. Pure.

Only beginnings that one courier uses; a number of plain digits could be several couriers', so it
stays unnamed rather than wrong.
"""

from unicodedata import normalize

BEGINNINGS = {
    "SF": "顺丰",
    "YT": "圆通",
    "ZTO": "中通",
    "STO": "申通",
    "JT": "极兔",
    "JD": "京东",
    "DPK": "德邦",
    "EMS": "邮政",
    "YD": "韵达",
}


def plain_waybill(told: str) -> str:
    """As couriers print it: no blanks or dashes, capital letters, none of them wide."""
    return "".join(sign for sign in normalize("NFKC", told).upper() if sign.isalnum())


def courier_of_waybill(waybill: str) -> str:
    """The courier's short name, or nothing."""
    number = plain_waybill(waybill)
    fitting = [start for start in BEGINNINGS if number.startswith(start)]
    return BEGINNINGS[max(fitting, key=len)] if fitting else ""
