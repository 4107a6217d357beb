"""What can go wrong with orders, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class OrderNotFound(NotFound):
    message = _("没有找到这个订单。")
    action = _("刷新后再试；它可能不在您的店铺里。")


class BuyerNotFound(NotFound):
    message = _("没有找到这位买家。")
    action = _("刷新后再试。")


class ProductNotFound(NotFound):
    message = _("没有找到这个商品。")
    action = _("刷新后再试；它可能不在您的店铺里。")


class FieldWrong(HelpdeskError):
    code = "field_wrong"
    message = _("“%(field)s”不对：%(problem)s")
    action = _("改好再试，您写的还在。")


class ShipmentNotFound(NotFound):
    message = _("没有找到这个包裹。")
    action = _("先录入它的订单和运单号。")


class FactsWrong(HelpdeskError):
    """Facts from outside that cannot be stored; ``field`` says which."""

    code = "order_facts_wrong"
    message = _("订单 %(number)s 的“%(field)s”不对：%(problem)s。")
    action = _("改好这一处再来；其余的不受影响。")


class OrderTwice(HelpdeskError):
    code = "order_twice"
    message = _("订单 %(number)s 在同一批里出现了两次，内容不一样。")
    action = _("留下对的那一行再来。")


class FlagUnknown(HelpdeskError):
    code = "flag_unknown"
    message = _("没有这种旗子。")
    action = _("从色板里选一个。")


class MemoTooLong(HelpdeskError):
    code = "memo_too_long"
    message = _("备注有 %(bytes)s 字节，平台最多存 %(limit)s 字节（一个汉字算 3 个）。")
    action = _("删短一些再存，您写的还在。")


class MemoBroken(HelpdeskError):
    code = "memo_broken"
    message = _("备注里有存不下的字符。")
    action = _("删掉看不见的控制字符再存。")


class OrderChangedMeanwhile(HelpdeskError):
    code = "order_changed_meanwhile"
    status = 409
    message = _("同事刚改过这个订单的旗子或备注。")
    action = _("看一眼新的内容，再决定要不要改。您写的还在。")


class ProfileChangedMeanwhile(HelpdeskError):
    code = "profile_changed_meanwhile"
    status = 409
    message = _("同事刚改过这位买家的资料。")
    action = _("先看新的再改，您写的还在。")


class ProfileNoteTooLong(HelpdeskError):
    code = "profile_note_too_long"
    message = _("服务备注有 %(length)s 个字，最多 %(limit)s 个。")
    action = _("留下最要紧的，您写的还在。")


class ProfileNoteBroken(HelpdeskError):
    code = "profile_note_broken"
    message = _("服务备注里有存不下的字符。")
    action = _("删掉看不见的控制字符再存。")


class ProfileWordUnknown(HelpdeskError):
    code = "profile_word_unknown"
    message = _("没有这种类型或性格。")
    action = _("从列表里选一个。")
