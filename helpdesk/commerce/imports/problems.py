"""What is wrong with a cell: a code that is stored, and the words for it in any language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SHOWN = 60
"""Characters of a value that are kept to show what was there."""


class Wrong(Exception):
    """Raised by a cell's reader; ``value`` is what stood there, already fit to be shown."""

    def __init__(self, code: str, value: str = "") -> None:
        self.code = code
        self.value = value[:SHOWN]
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one cell. A note does not keep the order out."""

    row: int
    heading: str
    field: str
    code: str
    value: str = ""

    @property
    def is_note(self) -> bool:
        return self.code in NOTES


SENTENCES: dict[str, tuple[Words, Words]] = {
    # code: (what is wrong, what to do)
    "number_missing": (_("没有订单号"), _("补上订单号再导；合计行不用管")),
    "key_missing": (_("这一格是空的，认不出是哪一行"), _("补上再导；合计行不用管")),
    "price_missing": (_("新商品没有价格"), _("补上价格再导")),
    "list_long": (_("「%(value)s」太多或太长"), _("用顿号分开，一样不超过 40 个字")),
    "province_unknown": (_("「%(value)s」不是省份"), _("写浙江、上海这样的省名")),
    "days_bad": (_("「%(value)s」不是天数"), _("写 1 到 30 的整数")),
    "sku_elsewhere": (
        _("商家编码 %(value)s 是别的商品的"),
        _("看看编码是不是抄错了，改好再导"),
    ),
    "code_twice": (_("商家编码 %(value)s 在这件商品里有两行"), _("留一行，再导一遍")),
    "deposit_larger": (_("定金比实付还多：%(value)s"), _("看看这两栏是不是对错了")),
    "number_rounded": (_("末几位丢了，表里是「%(value)s」"), _("把这栏设成文本，重新导出再导")),
    "number_odd": (_("「%(value)s」不像订单号"), _("看看是不是串了行")),
    "date_unclear": (_("「%(value)s」分不清月和日"), _("选一种读法，同样的一次全改")),
    "date_impossible": (_("「%(value)s」没有这一天"), _("在表里改好，再导一遍")),
    "date_unreadable": (_("「%(value)s」不是日期"), _("写成 2026-06-09 22:40 这样")),
    "date_ahead": (_("「%(value)s」还没到"), _("看看年份，在表里改好再导")),
    "money_negative": (_("是负数：%(value)s"), _("退款写在「已退」那一栏")),
    "money_fraction": (_("「%(value)s」不到一分"), _("金额最多两位小数，在表里改好再导")),
    "money_unreadable": (_("「%(value)s」不是金额"), _("只写数字，如 1234.50")),
    "money_huge": (_("「%(value)s」大得不像金额"), _("看看这一栏是不是对错了")),
    "quantity_bad": (_("「%(value)s」不是件数"), _("写 1 以上的整数")),
    "state_unknown": (_("「%(value)s」这种状态没见过"), _("告诉我们它等于哪一种，一次全改")),
    "phone_bad": (_("手机号不对：%(value)s"), _("先空着也行，订单照样进")),
    "flag_unknown": (_("「%(value)s」不是旗子的颜色"), _("写红、黄、绿、蓝、紫，或 0 到 5")),
    "waybill_rounded": (_("末几位丢了，表里是「%(value)s」"), _("把这栏设成文本，重新导出再导")),
    "text_long": (_("太长了：%(value)s"), _("在表里删短再导")),
    "formula": (_("是公式，不会去算：%(value)s"), _("在表里粘贴成数值再导")),
    "formula_kept": (_("是公式，按文字存，没有执行：%(value)s"), _("订单照样进，看一眼就行")),
    "row_longer": (_("比栏目多出几格：%(value)s"), _("多半串了行，看看有没有多余的逗号")),
    "same_row_twice": (_("和第 %(value)s 行一模一样，只取一次"), _("不用管")),
    "number_twice": (_("和第 %(value)s 行同一个订单号，内容不一样"), _("两行留一行，再导一遍")),
    "number_apart": (
        _("第 %(value)s 行已经有这个订单号，中间隔着别的订单"),
        _("按订单号排好序再导"),
    ),
    "neighbour": (_("同一单的第 %(value)s 行有错，这一单整单没进"), _("改好那一行就行")),
    "facts_wrong": (_("存不进去：%(value)s"), _("在表里改好再导")),
    "parcel_wrong": (_("运单没存上：%(value)s"), _("订单照样进；改好这一格再导")),
}

NOTES = frozenset(("formula_kept", "same_row_twice", "parcel_wrong"))


def sentence_of(code: str, value: str) -> str:
    """What is wrong, with the value in it."""
    return str(SENTENCES[code][0]) % {"value": value}


def cure_of(code: str) -> str:
    """What to do about it."""
    return str(SENTENCES[code][1])
