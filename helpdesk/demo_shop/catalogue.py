"""What the demo shop sells, who buys there and who answers.

The rows live in ``products.txt`` and ``buyers.txt`` beside this module: one row a line,
columns separated by ``|``, lists inside a column separated by commas, ``#`` for a comment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

Kind = Literal[
    "case",
    "glass",
    "charger",
    "cable",
    "powerbank",
    "stand",
    "hoodie",
    "tee",
    "jeans",
    "jacket",
    "socks",
    "scarf",
]
Platform = Literal["taobao", "jd", "pinduoduo", "douyin", "wechat"]
Build = Literal["S", "M", "L"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PLATFORMS: Final[tuple[Platform, ...]] = get_args(Platform)
BUILDS: Final[tuple[Build, ...]] = get_args(Build)
PHONE_KINDS: Final = KINDS[:6]
CLOTHING_KINDS: Final = KINDS[6:]

# What buyers call a thing of this kind, and the word they count it with.
ITEM_WORDS: Final[dict[Kind, tuple[str, str]]] = {
    "case": ("手机壳", "个"),
    "glass": ("钢化膜", "盒"),
    "charger": ("充电头", "个"),
    "cable": ("数据线", "根"),
    "powerbank": ("充电宝", "个"),
    "stand": ("支架", "个"),
    "hoodie": ("卫衣", "件"),
    "tee": ("短袖", "件"),
    "jeans": ("牛仔裤", "条"),
    "jacket": ("外套", "件"),
    "socks": ("袜子", "包"),
    "scarf": ("围巾", "条"),
}

SHOP: Final = "小满"
AGENTS: Final[tuple[str, str, str, str]] = ("小梅", "阿棠", "小北", "大川")
SUPERVISOR: Final = "秦越"
OWNER: Final = "兰姐"

_HERE: Final = Path(__file__).parent


class CatalogueError(ValueError):
    """A row of the catalogue cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Product:
    """One ware. ``price`` is in fen; ``colours`` run from quiet to loud."""

    code: str
    name: str
    kind: Kind
    price: int
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    models: tuple[str, ...]
    material: str
    care: str
    fit: str

    @property
    def item(self) -> str:
        """The plain word buyers use for it."""
        return ITEM_WORDS[self.kind][0]

    @property
    def measure(self) -> str:
        """The Chinese measure word it is counted with."""
        return ITEM_WORDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Buyer:
    """One customer as the platform shows them, and the size that fits them."""

    nickname: str
    platform: Platform
    province: str
    city: str
    build: Build


def _rows(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Yield ``("file:line", cells)`` for every row of a data file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != columns:
            raise CatalogueError(f"{where}: {len(cells)} columns, expected {columns}")
        yield where, cells


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _kind(where: str, word: str) -> Kind:
    for kind in KINDS:
        if kind == word:
            return kind
    raise CatalogueError(f"{where}: unknown kind {word!r}")


def _platform(where: str, word: str) -> Platform:
    for platform in PLATFORMS:
        if platform == word:
            return platform
    raise CatalogueError(f"{where}: unknown platform {word!r}")


def _build(where: str, word: str) -> Build:
    for build in BUILDS:
        if build == word:
            return build
    raise CatalogueError(f"{where}: unknown build {word!r}")


def load_products(path: Path = _HERE / "products.txt") -> tuple[Product, ...]:
    """Read the wares, in file order."""
    products = []
    for where, cells in _rows(path, 10):
        code, name, kind, price, colours, sizes, models, material, care, fit = cells
        if not price.isdecimal() or int(price) == 0:
            raise CatalogueError(f"{where}: price {price!r} is not a positive number of fen")
        if len(_list(colours)) < 2:
            raise CatalogueError(f"{where}: a ware needs at least two colours")
        products.append(
            Product(
                code=code,
                name=name,
                kind=_kind(where, kind),
                price=int(price),
                colours=_list(colours),
                sizes=_list(sizes),
                models=_list(models),
                material=material,
                care=care,
                fit=fit,
            )
        )
    return tuple(products)


def load_buyers(path: Path = _HERE / "buyers.txt") -> tuple[Buyer, ...]:
    """Read the buyers, in file order."""
    return tuple(
        Buyer(nickname, _platform(where, platform), province, city, _build(where, build))
        for where, (nickname, platform, province, city, build) in _rows(path, 5)
    )


PRODUCTS: Final = load_products()
BUYERS: Final = load_buyers()
