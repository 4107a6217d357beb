"""What can go wrong with orders, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound, TooFast


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
    message = _("「%(field)s」不对：%(problem)s。")
    action = _("改好再试，您写的还在。")

    def __init__(self, *, field: object, problem: object) -> None:
        """Django's own problems end with a full stop, ours are parts of the sentence."""
        super().__init__(field=field, problem=str(problem).rstrip("。. "))


class ShipmentNotFound(NotFound):
    message = _("没有找到这个包裹。")
    action = _("先录入它的订单和运单号。")


class FactsWrong(HelpdeskError):
    """Facts from outside that cannot be stored; ``field`` says which."""

    code = "order_facts_wrong"
    message = _("订单 %(number)s 的「%(field)s」不对：%(problem)s。")
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


class SkuElsewhere(HelpdeskError):
    code = "sku_elsewhere"
    status = 409
    message = _("商家编码 %(code)s 已经在商品「%(product)s」下面。")
    action = _("换一个编码，或者写到那个商品里。")


class CourierNameTaken(HelpdeskError):
    code = "courier_name_taken"
    status = 409
    message = _("快递名「%(name)s」已经用在编码 %(code)s 上。")
    action = _("用那个编码，或者换一个名字。")


class CourierUnknown(NotFound):
    message = _("没有编码是这个的快递。")
    action = _("先用 PUT /api/v1/couriers/ 录入它。")


class MaskedWrittenBack(HelpdeskError):
    """Somebody read masked data and sends it back as if it were real."""

    code = "masked_written_back"
    message = _("收件信息里有星号，像是把打了码的写回来了。")
    action = _("不改收件信息，就不要带 receiver。")


class ReasonMissing(HelpdeskError):
    code = "reveal_reason_missing"
    message = _("还没说看什么、为什么看。")
    action = _("勾上要看的，选一个原因；选「别的事」就写一句。")


class ReasonTooLong(HelpdeskError):
    code = "reveal_reason_long"
    message = _("原因写得太长了，最多 %(limit)s 个字。")
    action = _("删短一些再看，您写的还在。")


class RevealLimit(TooFast):
    """The person has opened receivers' data as often as the shop lets anybody."""

    code = "reveal_limit"
    message = _("%(span)s里您看了 %(limit)s 次收货资料，到上限了。")
    action = _("%(at)s 以后可以再看；事情急，请%(who)s在「设置」里调高上限。")


class ReceiverErased(HelpdeskError):
    code = "receiver_erased"
    status = 410
    message = _("这个订单的收货资料到期抹掉了，看不到了。")
    action = _("订单、金额和省份都还在；要联系买家，请在会话里问。")


class ReceiverUnknown(HelpdeskError):
    code = "receiver_unknown"
    status = 404
    message = _("这个订单没有您要看的收货资料。")
    action = _("平台导出时可能打了星号；要联系买家，请在会话里问。")


class SearchTooShort(HelpdeskError):
    code = "search_too_short"
    message = _("写得太短，找不准。")
    action = _("写订单号、手机号、它们的后四位，或买家昵称的前两个字。")


class PriceMissing(HelpdeskError):
    code = "price_missing"
    message = _("新商品没有价格。")
    action = _("补上价格，再来一次。")


class NameTaken(HelpdeskError):
    code = "name_taken"
    message = _("已经有一件商品叫「%(name)s」。")
    action = _("换一个名字，或者去改那一件。")


class ProductChangedMeanwhile(HelpdeskError):
    code = "product_changed_meanwhile"
    status = 409
    message = _("同事刚改过这件商品。")
    action = _("您写的还在下面；看一眼新的内容，再存一次就以您的为准。")


class ChartWrong(HelpdeskError):
    code = "chart_wrong"
    message = _("尺码表第 %(row)s 行不对：%(problem)s。")
    action = _("改好再存，您写的还在。")


class NothingToTakeBack(HelpdeskError):
    code = "nothing_to_take_back"
    status = 409
    message = _("后面又有人改过，这一步撤不回了。")
    action = _("看一眼现在的内容，直接改成要的样子。")


class CourierNotFound(NotFound):
    message = _("没有找到这家快递。")
    action = _("刷新后再试；它可能不在您的店铺里。")


class PriceChangedMeanwhile(HelpdeskError):
    code = "price_changed_meanwhile"
    status = 409
    message = _("同事刚改过%(target)s的价格。")
    action = _("新的价格在下面；看一眼，再存一次就以您的为准。")


class ProvinceUnknown(HelpdeskError):
    code = "province_unknown"
    message = _("没有这个省份。")
    action = _("从列出来的省份里选。")
