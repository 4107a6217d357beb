"""The verbs of this app's audit entries."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.audit import register_verb


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("order.created", _("%(actor)s 录入了订单 %(target)s"))
    register_verb("order.changed", _("%(actor)s 更新了订单 %(target)s"))
    register_verb(
        "order.batch_stored", _("%(actor)s 批量录入订单：新增 %(created)s 个，更新 %(changed)s 个")
    )
    register_verb("order.flag_set", _("%(actor)s 把订单 %(target)s 的旗子改成“%(after)s”"))
    register_verb("order.memo_set", _("%(actor)s 改了订单 %(target)s 的备注"))
    register_verb("shipment.created", _("%(actor)s 录入了运单 %(target)s"))
    register_verb("shipment.changed", _("%(actor)s 更新了运单 %(target)s"))
    register_verb(
        "shipment.batch_stored",
        _("%(actor)s 批量录入运单：新增 %(created)s 个，更新 %(changed)s 个"),
    )
    register_verb("buyer.profiled", _("%(actor)s 改了买家 %(target)s 的类型、性格或服务备注"))
    register_verb("courier.price_set", _("%(actor)s 改了快递价格：%(target)s"))
