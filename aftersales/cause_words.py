"""What each cause means, and whether a picture of it is asked for first. Words only; pure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aftersales.causes import Cause

MEANS: Mapping[Cause, str | Promise] = {
    Cause.DISLIKE: _("东西没问题，买家不想要了：款式、颜色、大小"),
    Cause.QUALITY: _("东西本身有毛病：开线、掉色、用不了"),
    Cause.WRONG: _("发来的不是买的那件：款、色、码不对"),
    Cause.SHORT: _("少了一件、少配件，或者是空包"),
    Cause.DAMAGED: _("路上压坏、摔坏，收到就是坏的"),
    Cause.CANNOT_USE: _("东西是好的，不会装、不会用"),
    Cause.LATE: _("比答应的晚发、晚到"),
    Cause.LOST: _("快递找不到了"),
    Cause.MISDELIVERED: _("送到了别人那里，或显示签收没收到"),
    Cause.PRICE_DROPPED: _("买了以后店里降价"),
    Cause.MISTAKEN: _("买家自己拍错、拍多、写错地址"),
    Cause.OTHER: _("开发票，或者上面都不是"),
}

PICTURED = frozenset({Cause.QUALITY, Cause.WRONG, Cause.SHORT, Cause.DAMAGED})
"""Where the shop asks for a picture before it decides; no rule of the machine does."""
