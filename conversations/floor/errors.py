"""What can go wrong on the floor, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class AlreadyAssigned(HelpdeskError):
    code = "already_assigned"
    status = 409
    message = _("%(by)s 先派了，这位买家在 %(holder)s 手上。")
    action = _("不用再派；要换人，从 %(holder)s 那里接过来或转走。")


class AlreadyTaken(HelpdeskError):
    code = "already_taken"
    status = 409
    message = _("%(holder)s 先接了这位买家。")
    action = _("不用再派；要换人，从 %(holder)s 那里接过来或转走。")


class TakeOverReasonMissing(HelpdeskError):
    code = "take_over_reason_missing"
    message = _("接走同事手上的会话，要写一句为什么，最多 %(most)s 个字。")
    action = _("写上原因再接，%(holder)s 在会话的经过里看得到。")


class NobodyToWhisperTo(HelpdeskError):
    code = "nobody_to_whisper_to"
    status = 409
    message = _("这个会话现在不在同事手上，没有人听悄悄话。")
    action = _("先派给一个人，或者写成内部备注。您写的还在。")


class WordKnown(HelpdeskError):
    code = "word_known"
    status = 409
    message = _("「%(word)s」已经在「%(reason)s」里了。")
    action = _("要换个地方，先从那里拿掉。")


class WordWrong(HelpdeskError):
    code = "word_wrong"
    message = _("这个词加不进去。")
    action = _("一个词 1 到 %(longest)s 个字，全部加起来最多 %(most)s 个，每个词只放一处。")
