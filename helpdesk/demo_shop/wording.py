"""Turn a scene's lines into what was really typed: alternatives, slots, days, habits."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Final

from helpdesk.demo_shop.catalogue import BUYERS, Product
from helpdesk.demo_shop.facts import Facts
from helpdesk.demo_shop.scenes import Side

# China keeps one offset all year, so no time zone database is needed.
SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

LAST_ORDER_HOUR: Final = 17  # paid before: shipped the same day

_CHOICE: Final = re.compile(r"\[([^\[\]|]+(?:\|[^\[\]|]+)+)\]")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_NEAR_DAYS: Final = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
_WEEKDAYS: Final = "一二三四五六日"
# Where Chinese meets Latin letters or digits: without a space, and with one.
_CJK_EDGE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])"
)
_CJK_GAP: Final = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u4e00-\u9fff])"
)
_COMMA: Final = "\uff0c"  # the full-width comma


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a line needs to be filled: who, what and when."""

    product: Product
    buyer_index: int
    agent: str
    facts: Facts
    opened: datetime


def settle(rng: Random, text: str) -> str:
    """Choose one of each ``[a|b|c]`` in a text."""
    return _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)


def money(fen: int) -> str:
    """Fen as people write yuan: 3900 is 39, 1990 is 19.9."""
    return f"{fen // 100}.{fen % 100:02}".rstrip("0").rstrip(".")


def day_word(day: date, today: date) -> str:
    """Name a nearby day as it is said in a chat."""
    distance = (day - today).days
    if distance in _NEAR_DAYS:
        return _NEAR_DAYS[distance]
    monday = today - timedelta(days=today.weekday())
    weeks = (day - monday).days // 7
    return {-1: "上", 0: "", 1: "下"}[weeks] + "周" + _WEEKDAYS[day.weekday()]


def _due(local: datetime) -> str:
    """The moment an agent promises an answer for: within two hours, never at night."""
    if local.hour < 8:
        return "今天 10:30"
    later = local + timedelta(minutes=119)
    later -= timedelta(minutes=later.minute % 30)
    if later.date() != local.date() or later.hour >= 22:
        return "明天 10:30"
    return f"今天 {later:%H:%M}"


def _days(setting: Setting) -> dict[str, str]:
    local = setting.opened.astimezone(SHANGHAI)
    parcel, order = int(setting.facts.waybill_tail), int(setting.facts.order_tail)
    ship = 0 if local.hour < LAST_ORDER_HOUR else 1
    arrive = ship + 2 + parcel % 2
    distances = {
        "ship_day": ship,
        "arrive_day": arrive,
        "need_day": arrive + 1,
        "refund_day": 2 + order % 3,
        "order_day": -3 - parcel % 2,
        "sign_day": -1 - order % 2,
    }
    today = local.date()
    words = {
        name: day_word(today + timedelta(days=distance), today)
        for name, distance in distances.items()
    }
    scanned = f"0{6 + parcel % 2}:{10 + order % 50}"
    words["scan"] = f"今天 {scanned}" if local.hour >= 8 else "昨天 21:14"
    words["due"] = _due(local)
    return words


def _values(setting: Setting) -> dict[str, str]:
    product, facts = setting.product, setting.facts
    return {
        "product": product.name,
        "item": product.item,
        "mw": product.measure,
        "price": money(product.price),
        "pair": money(product.price * 2 * 95 // 100),
        "vip": str(product.price * 98 // 10_000),
        "drop": str(max(3, product.price * 15 // 10_000)),
        "material": product.material,
        "care": product.care,
        "fit": product.fit,
        "city": BUYERS[setting.buyer_index].city,
        "agent": setting.agent,
        **{name: getattr(facts, name) for name in Facts.__dataclass_fields__},
        **_days(setting),
    }


def _thumbed(values: dict[str, str], lazy: bool) -> dict[str, str]:
    """Models and sizes as people type them: 1 米 is 1米, and lazily 16 Pro is 16pro."""
    typed = {name: _CJK_GAP.sub("", values[name]) for name in ("model", "model2", "size", "size2")}
    if lazy:
        typed |= {name: typed[name].replace(" ", "").lower() for name in ("model", "model2")}
    return values | typed


def fill(text: str, side: Side, setting: Setting) -> str:
    """Fill the slots of a settled text: agents set spaces well, buyers have their habits."""
    values = _values(setting)
    if side == "agent":
        return _CJK_EDGE.sub(" ", _SLOT.sub(lambda match: values[match[1]], text))
    values = _thumbed(values, lazy=setting.buyer_index % 4 == 3)
    typed = _SLOT.sub(lambda match: values[match[1]], text)
    return typed.replace(_COMMA, " ") if setting.buyer_index % 5 == 1 else typed
