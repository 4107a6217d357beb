"""The words about folders and passages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS = {
    "name": pgettext_lazy("script field", "名字"),
    "text": pgettext_lazy("script field", "内容"),
}
NAME_WRONG = _("1 到 %s 个字，不带花括号和问号")
TEXT_WRONG = _("1 到 %s 个字")
