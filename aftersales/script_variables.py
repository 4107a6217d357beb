"""What after-sales tells the scripts: the facts of the buyer's open case."""

from django.utils.translation import gettext_lazy as _

from aftersales.queries.script_values import tell
from scripts_library.variables import Variable, register_variables

VARIABLES = (
    Variable("refund", "退款金额", "refund", _("没办完的售后单，或正在开的"), "¥159.00"),
    Variable("freight_payer", "运费归谁", "freight_payer", _("按原因算的运费归属"), "店里出"),
    Variable(
        "return_address", "退货地址", "return_address", _("设置里的退货地址"), "绍兴市柯桥区退货仓"
    ),
    Variable("return_days", "寄回天数", "return_days", _("规则：买家几天内寄回"), "7"),
    Variable("case_days", "处理天数", "case_days", _("规则：收到后几天内办好、几天内寄出"), "3"),
)


def register() -> None:
    """Called once at start."""
    register_variables("aftersales", VARIABLES, tell)
