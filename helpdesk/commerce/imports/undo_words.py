"""Why a row stayed as it is, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "changed": _("导入以后又更新过"),
    "noted": _("客服后来改过旗子或备注"),
    "parcels": _("后来有了新的包裹或扫描"),
    "held": _("别处已经用着它"),
    "gone": _("已经不在了"),
}


def reason_of(code: str) -> str:
    """The words; an unknown code is a mistake in the code."""
    return str(REASONS[code])
