"""The verbs of this app's audit entries."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_verb_group


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("order.created", _("%(actor)s 录入了订单 %(target)s"))
    register_verb("order.changed", _("%(actor)s 更新了订单 %(target)s"))
    register_verb(
        "order.batch_stored", _("%(actor)s 批量录入订单：新增 %(created)s 个，更新 %(changed)s 个")
    )
    register_verb("order.flag_set", _("%(actor)s 把订单 %(target)s 的旗子改成「%(after)s」"))
    register_verb("order.memo_set", _("%(actor)s 改了订单 %(target)s 的备注"))
    register_verb("shipment.created", _("%(actor)s 录入了运单 %(target)s"))
    register_verb("shipment.changed", _("%(actor)s 更新了运单 %(target)s"))
    register_verb(
        "shipment.batch_stored",
        _("%(actor)s 批量录入运单：新增 %(created)s 个，更新 %(changed)s 个"),
    )
    register_verb("buyer.profiled", _("%(actor)s 改了买家 %(target)s 的类型、性格或服务备注"))
    register_verb("buyer.created", _("%(actor)s 录入了买家 %(target)s"))
    register_verb("buyer.changed", _("%(actor)s 更新了买家 %(target)s"))
    register_verb("courier.created", _("%(actor)s 录入了快递「%(target)s」"))
    register_verb("courier.changed", _("%(actor)s 更新了快递「%(target)s」"))
    register_verb(
        "order.receiver_revealed", _("%(actor)s 看了订单 %(target)s 的%(fields)s：%(reason)s")
    )
    register_verb(
        "order.receivers_erased",
        _("%(actor)s 抹掉了 %(count)s 个旧订单的收货资料，按店规留 %(months)s 个月"),
    )
    register_verb_group("receivers", pgettext_lazy("audit group", "收货资料"), "order.receiver")
    register_verb("courier.price_set", _("%(actor)s 改了快递价格：%(target)s"))
    register_verb(
        "courier.prices_stored",
        _("%(actor)s 批量录入快递价格：新增 %(created)s 条，更新 %(changed)s 条"),
    )
    register_verb("product.created", _("%(actor)s 加了商品 %(target)s"))
    register_verb("product.changed", _("%(actor)s 改了商品 %(target)s"))
    register_verb("product.change_undone", _("%(actor)s 撤销了对商品 %(target)s 的修改"))
    register_verb("product.retired", _("%(actor)s 下架了商品 %(target)s"))
    register_verb("product.returned", _("%(actor)s 重新上架了商品 %(target)s"))
    register_verb("sku.created", _("%(actor)s 给商品 %(product)s 加了规格 %(target)s"))
    register_verb("sku.changed", _("%(actor)s 改了商品 %(product)s 的规格 %(target)s"))
    register_verb("sku.retired", _("%(actor)s 停用了商品 %(product)s 的规格 %(target)s"))
    register_verb("sku.returned", _("%(actor)s 重新启用了商品 %(product)s 的规格 %(target)s"))
    register_verb(
        "product.batch_stored",
        _("%(actor)s 批量录入商品：新增 %(created)s 个，更新 %(changed)s 个"),
    )
    register_verb_group(
        "goods",
        pgettext_lazy("audit group", "商品和快递"),
        *("product.", "sku.", "courier."),
    )
