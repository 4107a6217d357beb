"""The province of an address as people write it. Pure."""

import re

PROVINCES = (
    *("北京", "天津", "上海", "重庆"),
    *("河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东"),
    *("河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海"),
    *("内蒙古", "广西", "西藏", "宁夏", "新疆", "台湾", "香港", "澳门"),
)

_KNOWN = re.compile(rf"\s*(?:中国)?\s*({'|'.join(PROVINCES)})")


def province_of(address: str) -> str:
    """浙江 for 「浙江省绍兴市…」; empty when the address does not begin with a province."""
    found = _KNOWN.match(address)
    return found[1] if found else ""
