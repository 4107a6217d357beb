"""Personal data as it is shown until somebody with a reason reveals it. Pure."""

import re

from helpdesk.commerce.provinces import PROVINCES

_NO_STREET = r"[^\d\s,，路街道号巷弄村镇乡栋幢楼室]"
_PROVINCE = (
    rf"(?:{'|'.join(PROVINCES)})(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)?"
)
_CITY = rf"{_NO_STREET}{{1,8}}?(?:自治州|地区|盟|市)"
_DISTRICT = rf"{_NO_STREET}{{1,7}}?(?:自治县|(?<![小园社校厂库])区|县|旗|市)"
_REGION = re.compile(rf"\s*({_PROVINCE})\s*({_CITY})?\s*({_DISTRICT})?")


def mask_name(name: str) -> str:
    """张** for 张小贝: the length is not told either."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def mask_phone(phone: str) -> str:
    """138****5678; of a shorter number only its end."""
    digits = re.sub(r"[^\d*]", "", phone)
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[7:11]}"
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
