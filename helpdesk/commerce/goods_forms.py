"""What the pages of goods and couriers send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.commerce import goods_checks
from helpdesk.commerce.goods_checks import LONGEST, MOST_FEN, are_too_many, too_dear, too_many
from helpdesk.commerce.imports.cells import LIST_MARKS, fen
from helpdesk.commerce.imports.problems import Wrong, sentence_of
from helpdesk.kernel.lines_field import LinesField

CURES = {
    "money_negative": _("写 0 或正数"),
    "money_fraction": _("最多两位小数"),
    "money_unreadable": _("只写数字，如 1234.50"),
}
"""What to do in a form; what a table's rows are told (`imports/problems.py`) speaks of columns."""


class YuanField(forms.CharField):
    """¥159.00 to fen."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            found = fen(text)
        except Wrong as wrong:
            what = sentence_of(wrong.code, wrong.value)
            cure = CURES.get(wrong.code)
            words = _("%(what)s，%(cure)s") % {"what": what, "cure": cure} if cure else what
            raise forms.ValidationError(words) from None
        if found > MOST_FEN:
            raise forms.ValidationError(too_dear())
        return found


class NamesField(forms.CharField):
    """燕麦色、雾蓝 to a list, each once."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        names = [name.strip() for name in LIST_MARKS.split(text) if name.strip()]
        found = list(dict.fromkeys(names))
        if are_too_many(found):
            raise forms.ValidationError(too_many())
        return found


class ProductForm(forms.Form):
    name = forms.CharField(max_length=LONGEST["name"])
    kind = forms.CharField(max_length=LONGEST["kind"], required=False)
    price_fen = YuanField(max_length=20)
    colours = NamesField(required=False)
    variants = NamesField(required=False)
    facts = LinesField(max_length=LONGEST["facts"], required=False)


class SkuForm(forms.Form):
    code = forms.CharField(max_length=LONGEST["code"])
    spec = forms.CharField(max_length=LONGEST["spec"], required=False)
    price_fen = YuanField(max_length=20)
    stock_note = forms.CharField(max_length=LONGEST["stock_note"], required=False)


class PriceForm(forms.Form):
    province = forms.CharField(max_length=16)
    first_kilo_fen = YuanField(max_length=12)
    next_kilo_fen = YuanField(max_length=12)
    promise_days = forms.IntegerField(min_value=1, max_value=30, required=False)
    seen_first = forms.IntegerField(required=False)
    seen_next = forms.IntegerField(required=False)
    seen_days = forms.IntegerField(required=False)


LABELS = {
    **goods_checks.LABELS,
    "province": _("省份"),
    "first_kilo_fen": _("首重"),
    "next_kilo_fen": _("续重"),
    "promise_days": _("几天到"),
}
