"""The slots a scene may name, and the facts one session fills them with."""

from dataclasses import dataclass
from random import Random
from typing import Final

from helpdesk.demo_shop.catalogue import BUILDS, BUYERS, KINDS, PRODUCTS, Kind, Product

_ALL: Final[frozenset[Kind]] = frozenset(KINDS)
_WORN: Final[frozenset[Kind]] = frozenset(("hoodie", "tee", "jeans", "jacket"))
_SIZED: Final[frozenset[Kind]] = _WORN | {"socks", "cable"}
_MODELLED: Final[frozenset[Kind]] = frozenset(("case", "glass"))

# Every slot and the kinds of product it makes sense for.
SLOTS: Final[dict[str, frozenset[Kind]]] = {
    # the product
    "product": _ALL,
    "item": _ALL,
    "mw": _ALL,  # measure word
    "price": _ALL,
    "pair": _ALL,  # two of it at 95 %
    "vip": _ALL,  # one at 98 %, rounded down to a whole yuan
    "drop": _ALL,  # a small refund or price difference
    "material": _ALL,
    "care": _ALL,
    "fit": _ALL,
    # the choice
    "colour": _ALL,
    "colour2": _ALL,
    "size": _SIZED,
    "size2": _WORN,  # the next size up
    "model": _MODELLED,
    "model2": _MODELLED,
    "stock": _ALL,
    # the body
    "height": _WORN,
    "weight": _WORN,
    "chest": _WORN,
    # the parcel
    "courier": _ALL,
    "waybill_tail": _ALL,
    "order_tail": _ALL,
    "city": _ALL,
    "hub": _ALL,
    # the people and the days
    "agent": _ALL,
    "due": _ALL,  # the moment an answer is promised for
    "ship_day": _ALL,
    "arrive_day": _ALL,
    "need_day": _ALL,  # the day after arrival
    "refund_day": _ALL,
    "order_day": _ALL,
    "sign_day": _ALL,
    "scan": _ALL,  # the parcel's last scan
}

# 顺丰 is missing on purpose: the scenes name it as the faster courier for mending things.
_COURIERS: Final = ("圆通", "中通", "申通", "韵达", "极兔", "邮政")
_HUBS: Final = ("嘉兴转运中心", "南京中转站", "郑州分拨中心", "武汉转运中心")

# Height in centimetres, weight in jin, half the chest in centimetres: for S, M and L.
_BODIES: Final = (
    ((156, 92), (158, 97), (160, 101)),
    ((163, 108), (165, 113), (168, 118)),
    ((170, 127), (173, 134), (175, 140)),
)
_CHESTS: Final = (51, 53, 55)


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays the same through one session; empty where the kind has no such thing."""

    colour: str
    colour2: str
    size: str
    size2: str
    model: str
    model2: str
    height: str
    weight: str
    chest: str
    stock: str
    courier: str
    waybill_tail: str
    order_tail: str
    hub: str


def phone_of(buyer_index: int) -> str:
    """The phone a buyer owns, the same in every session."""
    models = sorted({model for product in PRODUCTS for model in product.models})
    return models[buyer_index * 7 % len(models)]


def _sizes(rng: Random, product: Product, build: int) -> tuple[str, str]:
    """A size and the next one up; clothes follow the buyer's build."""
    sizes = product.sizes
    if not sizes:
        return "", ""
    if product.kind not in _WORN:
        place = rng.randrange(len(sizes))
        return sizes[place], sizes[(place + 1) % len(sizes)]
    place = build if len(sizes) == 4 else build * 2 + rng.randrange(2)
    return sizes[place], sizes[place + 1]


def _models(rng: Random, product: Product, buyer_index: int) -> tuple[str, str]:
    """The buyer's own phone where the product fits it, and somebody else's."""
    if not product.models:
        return "", ""
    own = phone_of(buyer_index)
    model = own if own in product.models else rng.choice(product.models)
    return model, rng.choice([other for other in product.models if other != model])


def _digits(rng: Random) -> str:
    return f"{rng.randrange(10_000):04}"


def pick_facts(
    rng: Random, product: Product, buyer_index: int, *, quiet_first: bool = False
) -> Facts:
    """Draw the facts of a session; a buyer's phone and build never change.

    ``quiet_first`` makes the second colour the louder one of the two.
    """
    buyer = BUYERS[buyer_index]
    build = BUILDS.index(buyer.build)
    height, weight = _BODIES[build][buyer_index % 3]
    first = rng.randrange(len(product.colours))
    second = rng.choice([n for n in range(len(product.colours)) if n != first])
    if quiet_first:
        first, second = sorted((first, second))
    size, size2 = _sizes(rng, product, build)
    model, model2 = _models(rng, product, buyer_index)
    hubs = [hub for hub in _HUBS if not hub.startswith(buyer.city)]
    return Facts(
        colour=product.colours[first],
        colour2=product.colours[second],
        size=size,
        size2=size2,
        model=model,
        model2=model2,
        height=str(height),
        weight=str(weight),
        chest=str(_CHESTS[build]),
        stock=str(6 + rng.randrange(55)),
        courier=rng.choice(_COURIERS),
        waybill_tail=_digits(rng),
        order_tail=_digits(rng),
        hub=rng.choice(hubs),
    )
