"""What a product or a SKU may be, whichever way it comes in: page, API or table. Pure.

The forms, the serializers and the readers of cells take their limits from here, so that each says
what is wrong where it was typed; whatever is written has passed here as well.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.commerce.chart_checks import check_chart
from helpdesk.commerce.errors import FieldWrong

MOST_NAMES, LONGEST_NAME = 100, 40
"""Colours, or sizes and models, of one product; and the characters of each."""
MOST_FEN = 10**11
LONGEST = {"name": 120, "kind": 32, "facts": 2000, "code": 64, "spec": 120, "stock_note": 120}
LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("名字"),
    "kind": gettext_lazy("类别"),
    "price_fen": gettext_lazy("价格"),
    "colours": gettext_lazy("颜色"),
    "variants": gettext_lazy("尺码或型号"),
    "facts": gettext_lazy("说明"),
    "code": gettext_lazy("商家编码"),
    "spec": gettext_lazy("规格"),
    "stock_note": gettext_lazy("库存说明"),
}


def check_values(values: Mapping[str, Any]) -> None:
    """The columns that are to be written. FieldWrong, ChartWrong."""
    for name, problem in _problems(values):
        raise FieldWrong(field=LABELS[name], problem=problem)
    if "size_chart" in values:
        check_chart(values["size_chart"])


def _problems(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, most in LONGEST.items():
        if len(values.get(name, "")) > most:
            yield name, _("最多 %(most)s 个字") % {"most": most}
    for name in ("name", "code"):
        if name in values and not values[name].strip():
            yield name, _("不能空着")
    if values.get("price_fen", 0) > MOST_FEN:
        yield "price_fen", too_dear()
    for name in ("colours", "variants"):
        if are_too_many(values.get(name, ())):
            yield name, too_many()


def are_too_many(names: Any) -> bool:
    """More names than a product has, or one that is no name."""
    return len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names)


def too_many() -> str:
    facts = {"most": MOST_NAMES, "longest": LONGEST_NAME}
    return _("最多 %(most)s 样，一样不超过 %(longest)s 个字") % facts


def too_dear() -> str:
    return _("大得不像价格")
