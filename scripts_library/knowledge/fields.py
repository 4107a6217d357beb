"""Text of a form as it is stored: one rule for every field of a sheet. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from scripts_library.drafts import NOT_STORABLE
from scripts_library.errors import FieldWrong

LABELS = {
    "material": pgettext_lazy("product fact", "材质"),
    "size": pgettext_lazy("product fact", "尺寸"),
    "weight_g": pgettext_lazy("product fact", "重量"),
    "care": pgettext_lazy("product fact", "怎么护理"),
    "warranty_months": pgettext_lazy("product fact", "保修"),
    "courier": pgettext_lazy("product fact", "默认快递"),
    "stock": pgettext_lazy("product fact", "库存说明"),
    "stock_on": pgettext_lazy("product fact", "库存是哪天的"),
    "more": pgettext_lazy("product fact", "别的"),
    "aliases": pgettext_lazy("product fact", "买家还叫它"),
    "feature": pgettext_lazy("fabe", "特点 F"),
    "advantage": pgettext_lazy("fabe", "好在哪 A"),
    "benefit": pgettext_lazy("fabe", "对买家的好处 B"),
    "evidence": pgettext_lazy("fabe", "凭什么这么说 E"),
    "title": pgettext_lazy("how-to", "遇到什么事"),
    "steps": pgettext_lazy("how-to", "步骤"),
    "link": pgettext_lazy("how-to", "链接"),
    "asks": pgettext_lazy("knowledge", "买家会怎么问"),
    "questions": pgettext_lazy("knowledge", "要问的"),
    "source": pgettext_lazy("knowledge", "从哪儿知道的"),
    "valid_until": pgettext_lazy("knowledge", "信到哪天"),
    "category": pgettext_lazy("knowledge", "类别"),
    "product": pgettext_lazy("knowledge", "商品"),
    "code": pgettext_lazy("knowledge", "商家编码"),
    "body": pgettext_lazy("knowledge", "统一这样答"),
    "valid_from": pgettext_lazy("knowledge", "从哪天起"),
}
_LINK = re.compile(r"https?://[^\s<>\"']+\Z")


def wrong(field: str, problem: Any) -> FieldWrong:
    """A refusal of one field, by its name on the page."""
    return FieldWrong(field=field, label=LABELS[field], problem=problem)


def line(field: str, text: Any, *, most: int, needed: bool = False) -> str:
    """One line without what a database or a reader would stumble over, or FieldWrong."""
    said = " ".join(str(text if text is not None else "").split())
    if "\x00" in said or any("\ud800" <= mark <= "\udfff" for mark in said):
        raise wrong(field, NOT_STORABLE)
    if len(said) > most:
        told = _("%(length)s 字，最多 %(most)s 个字") % {"length": len(said), "most": most}
        raise wrong(field, told)
    if needed and not said:
        raise wrong(field, _("还没写"))
    return said


def number(field: str, text: Any, *, most: int) -> int | None:
    """A whole number of the field's unit, or None for nothing."""
    said = line(field, text, most=12)
    if not said:
        return None
    if not (said.isascii() and said.isdecimal()) or not 0 < int(said) <= most:
        told = _("「%(text)s」不行，写 1 到 %(most)s 的整数，不带单位")
        raise wrong(field, told % {"text": said, "most": most})
    return int(said)


def day(field: str, text: Any) -> date | None:
    """2026-06-13, or None for nothing."""
    said = line(field, text, most=20)
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        told = _("「%(text)s」不是日期，写成 2026-06-13")
        raise wrong(field, told % {"text": said}) from None


def link(text: Any) -> str:
    """An address that a browser opens, or nothing."""
    said = line("link", text, most=300)
    if said and not _LINK.match(said):
        raise wrong("link", _("要以 https:// 开头，中间没有空格"))
    return said


def several(field: str, texts: Iterable[Any], *, most: int, longest: int) -> tuple[str, ...]:
    """Short lines, each once."""
    once = dict.fromkeys(line(field, text, most=longest) for text in texts)
    found = tuple(one for one in once if one)
    if len(found) > most:
        raise wrong(field, _("最多 %(most)s 个") % {"most": most})
    return found
