"""What a chat knows that a script may name: the buyer, the product, the order and its parcel."""

from django.utils.translation import gettext_lazy as _

from conversations.queries.script_values import tell
from scripts_library.variables import Variable, register_variables

VARIABLES = (
    Variable("buyer", "称呼", "buyer", _("买家在平台或网站上的名字"), "贝贝不吃香菜"),
    Variable("product", "商品", "product", _("正在聊的商品，或最近一单的"), "云感连帽卫衣"),
    Variable("price", "价格", "price", _("这件商品的价格"), "¥159.00"),
    Variable("size", "尺码", "size", _("尺码表和买家说的身高体重"), "M"),
    Variable("order", "订单号", "order", _("最近一单"), "2026060900177731"),
    Variable("amount", "金额", "amount", _("最近一单付的，没付就是要付的"), "¥159.00"),
    Variable("courier", "快递", "courier", _("最近一单的包裹"), "圆通"),
    Variable("waybill", "单号", "waybill", _("最近一单的包裹"), "YT7731000204"),
    Variable("arrives", "预计到", "arrives", _("快递、地区和以往用时"), "6月12日"),
    Variable("ship_time", "发货时间", "ship_time", _("打单时间点，按店铺时钟"), "今天 17:00"),
    Variable("city", "收货城市", "city", _("买家的地区"), "浙江 绍兴"),
)


def register() -> None:
    """Called once at start."""
    register_variables("conversations", VARIABLES, tell)
