"""The kinds of table, the columns of each, and the headings by which a file is known. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from helpdesk.commerce.imports.tables import unquoted
from scripts_library.knowledge.models.sheet import SheetKind

ANSWERS: Final = "answers"
"""The one kind that is no sheet: agreed answers are scripts."""

_ABOUT: dict[str, tuple[str, ...]] = {
    "code": ("商家编码", "编码", "sku", "code"),
    "product": ("商品", "商品名", "商品名称", "宝贝", "宝贝名称", "product"),
}
_CATEGORY: dict[str, tuple[str, ...]] = {"category": ("类别", "品类", "category")}
_TRUE: dict[str, tuple[str, ...]] = {
    "source": ("从哪儿知道的", "来源", "source"),
    "valid_until": ("信到哪天", "有效到", "valid until"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of table. ``needs``: of each of these groups one column must be there."""

    kind: str
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    most: int

    @property
    def headings(self) -> tuple[str, ...]:
        """As we write them: the same whoever downloads the file, so that it comes back in."""
        return tuple(known[0] for known in self.columns.values())

    def columns_in(self, cells: Sequence[str]) -> dict[str, int]:
        """Which column stands where in a row of headings; {} where it is another table."""
        by_heading = {one.lower(): name for name, known in self.columns.items() for one in known}
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = by_heading.get(unquoted(cell).lower())
            if name is not None:
                found.setdefault(name, place)
        if all(any(name in found for name in group) for group in self.needs):
            return found
        return {}


PRODUCT = ("code", "product")
FACTS = ("material", "size", "weight_g", "care", "warranty_months", "courier", "stock", "stock_on")

SHAPES: dict[str, Shape] = {
    one.kind: one
    for one in (
        Shape(
            SheetKind.PITCH,
            {
                **_ABOUT,
                "feature": ("特点 F", "特点", "feature"),
                "advantage": ("好在哪 A", "好在哪", "优势", "advantage"),
                "benefit": ("对买家的好处 B", "对买家的好处", "好处", "benefit"),
                "evidence": ("凭什么这么说 E", "凭什么这么说", "证据", "evidence"),
                **_TRUE,
            },
            (PRODUCT, ("feature",), ("advantage",), ("benefit",), ("evidence",)),
            2_000,
        ),
        Shape(
            SheetKind.HOWTO,
            {
                **_ABOUT,
                **_CATEGORY,
                "title": ("遇到什么事", "title"),
                "steps": ("步骤", "steps"),
                "asks": ("买家会怎么问", "asks"),
                **_TRUE,
            },
            ((*PRODUCT, "category"), ("title",), ("steps",)),
            2_000,
        ),
        Shape(
            ANSWERS,
            {
                **_ABOUT,
                **_CATEGORY,
                "question": ("买家问", "问题", "question"),
                "body": ("统一这样答", "回答", "答案", "answer"),
                "asks": ("买家会怎么问", "还会怎么问", "asks"),
                "valid_from": ("从哪天起", "valid from"),
                "valid_until": ("有效到", "valid until"),
            },
            ((*PRODUCT, "category"), ("question",), ("body",)),
            2_000,
        ),
        Shape(
            SheetKind.QUESTIONS,
            {
                **_CATEGORY,
                "ask": ("要问的", "ask"),
                "why": ("为什么问", "why"),
                "gives": ("答案用在哪儿", "gives"),
                **_TRUE,
            },
            (("category",), ("ask",)),
            2_000,
        ),
        Shape(
            SheetKind.FACTS,
            {
                **_ABOUT,
                "material": ("材质", "material"),
                "size": ("尺寸 cm", "尺寸", "size"),
                "weight_g": ("重量 g", "重量", "weight"),
                "care": ("怎么护理", "护理", "care"),
                "warranty_months": ("保修 月", "保修", "warranty"),
                "courier": ("默认快递", "快递", "courier"),
                "stock": ("库存说明", "stock"),
                "stock_on": ("库存是哪天的", "stock on"),
                "more": ("别的", "more"),
                "aliases": ("买家还叫它", "别名", "aliases"),
                **_TRUE,
            },
            (PRODUCT, (*FACTS, "more", "aliases")),
            10_000,
        ),
    )
}
"""The more particular first: a file is of the first kind whose needs its headings meet. Those whose
words the guard reads are shorter: it reads some thousand sentences a second."""


def recognised(cells: Sequence[str]) -> tuple[Shape, dict[str, int]] | None:
    """Of which kind a row of headings is, and where its columns stand."""
    for shape in SHAPES.values():
        if found := shape.columns_in(cells):
            return shape, found
    return None
