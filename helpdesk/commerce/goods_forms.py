"""What the pages of goods and couriers send."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.commerce.imports.cells import LIST_MARKS, fen
from helpdesk.commerce.imports.problems import Wrong, cure_of, sentence_of

MOST_NAMES = 60
MOST_FEN = 10**11


class YuanField(forms.CharField):
    """¥159.00 to fen."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            found = fen(text)
        except Wrong as wrong:
            words = f"{sentence_of(wrong.code, wrong.value)} → {cure_of(wrong.code)}"
            raise forms.ValidationError(words) from None
        if found > MOST_FEN:
            raise forms.ValidationError(_("大得不像价格"))
        return found


class NamesField(forms.CharField):
    """燕麦色、雾蓝 to a list, each once."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        names = [name.strip() for name in LIST_MARKS.split(text) if name.strip()]
        found = list(dict.fromkeys(names))
        if len(found) > MOST_NAMES or any(len(name) > 40 for name in found):
            raise forms.ValidationError(_("最多 60 样，一样不超过 40 个字"))
        return found


class ProductForm(forms.Form):
    name = forms.CharField(max_length=120)
    kind = forms.CharField(max_length=32, required=False)
    price_fen = YuanField(max_length=20)
    colours = NamesField(required=False)
    variants = NamesField(required=False)
    facts = forms.CharField(max_length=1000, required=False)


class SkuForm(forms.Form):
    code = forms.RegexField(re.compile(r"^\S.{0,63}$"), max_length=64)
    spec = forms.CharField(max_length=120, required=False)
    price_fen = YuanField(max_length=20)
    stock_note = forms.CharField(max_length=120, required=False)


class PriceForm(forms.Form):
    province = forms.CharField(max_length=16)
    first_kilo_fen = YuanField(max_length=12)
    next_kilo_fen = YuanField(max_length=12)
    promise_days = forms.IntegerField(min_value=1, max_value=30, required=False)
    seen_first = forms.IntegerField(required=False)
    seen_next = forms.IntegerField(required=False)
    seen_days = forms.IntegerField(required=False)


LABELS = {
    "name": _("名字"),
    "kind": _("类别"),
    "price_fen": _("价格"),
    "colours": _("颜色"),
    "variants": _("尺码或型号"),
    "facts": _("说明"),
    "code": _("商家编码"),
    "spec": _("规格"),
    "stock_note": _("库存说明"),
    "province": _("省份"),
    "first_kilo_fen": _("首重"),
    "next_kilo_fen": _("续重"),
    "promise_days": _("几天到"),
}
