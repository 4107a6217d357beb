"""Size advice as a sentence with its reason."""

from django.utils.translation import gettext as _

from helpdesk.commerce.sizing import Advice


def size_reason(advice: Advice) -> str:
    """Why this size, in the reader's language."""
    facts = {"size": advice.size, "by_height": advice.by_height, "by_weight": advice.by_weight}
    if advice.fit == "edge":
        return _("超出了尺码表，%(size)s 最接近；先问平时穿多大") % facts
    if advice.fit == "larger":
        return _("身高看是 %(by_height)s，体重看是 %(by_weight)s，取大的") % facts
    if advice.by_height and advice.by_weight:
        return _("身高、体重都在 %(size)s 的范围里") % facts
    if advice.by_weight:
        return _("体重在 %(size)s 的范围里，表里没有身高") % facts
    return _("身高在 %(size)s 的范围里，表里没有体重") % facts
