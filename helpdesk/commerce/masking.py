"""Personal data as it is shown until somebody with a reason reveals it. Pure."""

import re

from helpdesk.commerce.provinces import PROVINCES

_NO_STREET = r"[^\d\s,，路街道号巷弄村镇乡栋幢楼室]"
_PROVINCE = (
    rf"(?:{'|'.join(PROVINCES)})(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)?"
)
_CITY = rf"{_NO_STREET}{{1,8}}?(?:自治州|地区|盟|市)"
_DISTRICT = rf"{_NO_STREET}{{1,7}}?(?:自治县|(?<![小园社校厂库])区|县|旗|市)"
_DOOR = re.compile(r"(?<![\dA-Za-z])[\dA-Za-z]{1,4}\s?(?:室|号|楼|栋|幢|单元|层|座|户)?$")
_MOBILE = re.compile(r"(?:00)?(?:86)?(1\d\d)[\d*]{4}(\d{4})")
"""Behind a country code, before a platform's extension."""

_HIDDEN_LEAST = 3
_REGION = re.compile(rf"\s*({_PROVINCE})\s*({_CITY})?\s*({_DISTRICT})?")


def mask_name(name: str) -> str:
    """张** for 张小贝: the length is not told either."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def mask_phone(phone: str) -> str:
    """138****5678; of a shorter number only its end."""
    digits = re.sub(r"[^\d*]", "", phone)
    if mobile := _MOBILE.match(digits):
        return f"{mobile[1]}****{mobile[2]}"
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) >= 7:
        return f"****{digits[-4:]}"
    return "****" if phone.strip() else ""


def mask_address(address: str) -> str:
    """浙江省绍兴市越城区***: down to the district, never a street; *** when in doubt."""
    if not address.strip():
        return ""
    found = _REGION.match(address)
    if found is None:
        return "***"
    return "".join(part for part in found.groups() if part) + "***"


def address_end(address: str) -> str:
    """201室: the door at an address's end, by which its owner knows it again.

    Empty unless the address is known down to a district or city, the end is plainly a door, and
    at least three characters between the two stay hidden.
    """
    address = address.strip()
    region, door = _REGION.match(address), _DOOR.search(address)
    if region is None or door is None or not region.group(2):
        return ""
    return door.group() if door.start() - region.end() >= _HIDDEN_LEAST else ""


def mask_waybill(waybill: str) -> str:
    """YT7731…204: enough to find it among one's own parcels, not to look it up."""
    return f"{waybill[:6]}…{waybill[-3:]}" if len(waybill) >= 12 else f"…{waybill[-4:]}"
