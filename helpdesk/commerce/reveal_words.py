"""Why somebody opens a receiver's data, and what the fields are called."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

MOST_WORDS = 100

OTHER = "other"

REASONS: dict[str, str | Promise] = {
    "call": pgettext_lazy("reveal reason", "打电话联系"),
    "address": pgettext_lazy("reveal reason", "核对或改地址"),
    "courier": pgettext_lazy("reveal reason", "找快递查件"),
    "after_sales": pgettext_lazy("reveal reason", "处理售后"),
    OTHER: pgettext_lazy("reveal reason", "别的事"),
}

FIELDS: dict[str, str | Promise] = {
    "receiver_phone": pgettext_lazy("receiver field", "手机"),
    "receiver_name": pgettext_lazy("receiver field", "姓名"),
    "receiver_address": pgettext_lazy("receiver field", "地址"),
}
