"""Where the demo's buyers live: invented people at invented doors. Pure."""

from typing import Final

from helpdesk.demo_shop.catalogue import BUYERS

_CITIES: Final = frozenset(("北京", "上海", "天津", "重庆"))
_REGIONS: Final = {
    "广西": "广西壮族自治区",
    "内蒙古": "内蒙古自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "西藏": "西藏自治区",
}
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN: Final = ("晓雯", "建国", "丽", "子涵", "志强", "芳", "一鸣", "秀英")
_DISTRICTS: Final = ("城东区", "新城区", "江北区", "南湖区")


def receiver_of(buyer_index: int) -> tuple[str, str, str]:
    """Name, phone and address of a buyer, the same on every order."""
    buyer = BUYERS[buyer_index]
    name = _SURNAMES[buyer_index * 3 % len(_SURNAMES)] + _GIVEN[buyer_index % len(_GIVEN)]
    if buyer.province in _CITIES:
        place = f"{buyer.province}市"
    else:
        place = f"{_REGIONS.get(buyer.province, buyer.province + '省')}{buyer.city}市"
    door = f"{_DISTRICTS[buyer_index % len(_DISTRICTS)]}和平路{10 + buyer_index}号"
    return name, f"1380000{1000 + buyer_index * 7:04}", place + door
