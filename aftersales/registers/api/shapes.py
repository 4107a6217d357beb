"""Rows of the registers as programs get them, and what a scan and a closing say."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from aftersales.api.shapes import LARGEST_ID, LARGEST_VERSION, Masked
from aftersales.registers.models.complaint import Grievance, Step
from aftersales.registers.models.problem import Trouble
from aftersales.registers.models.returned import NICK_LENGTH, WAYBILL_LENGTH
from aftersales.registers.models.row import OUTCOME_LENGTH, WORDS_LENGTH
from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.kernel.drf.fields import Moment


NAMES = ("returns", "problems", "complaints", "stock-outs", "reships")


class RegisterQuery(PageQuery):
    """Which rows; what is not said does not narrow."""

    register = serializers.ChoiceField([(one, one) for one in NAMES], help_text=_("哪一本登记"))
    open = serializers.BooleanField(required=False, allow_null=True, default=None)
    owner = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_ID, help_text=_("谁跟：成员的编号")
    )
    opened_from = Moment(required=False, help_text=_("从这一刻起"))
    opened_to = Moment(required=False, help_text=_("到这一刻前"))


class ReturnFacts(serializers.Serializer[Any]):
    """A parcel that came back."""

    waybill = serializers.CharField(allow_blank=True)
    nick = serializers.CharField(allow_blank=True)
    slip = Masked(allow_blank=True, help_text=_("纸条上写的"))
    place = serializers.CharField(allow_blank=True, help_text=_("放在哪"))
    order = serializers.CharField(allow_null=True, help_text=_("订单号"))
    case = serializers.IntegerField(source="case_id", allow_null=True)
    is_mistake = serializers.BooleanField(help_text=_("扫错了，撤销的"))


class ProblemFacts(serializers.Serializer[Any]):
    """A parcel on its way that something is wrong with."""

    waybill = serializers.CharField()
    courier = serializers.CharField(allow_blank=True)
    order = serializers.CharField(help_text=_("订单号"))
    trouble = serializers.ChoiceField(Trouble.choices)
    words = Masked(allow_blank=True)
    told_at = Moment(allow_null=True, help_text=_("什么时候告诉了买家"))


class ComplaintStepShown(serializers.Serializer[Any]):
    """A step that was done."""

    step = serializers.ChoiceField(Step.choices)
    note = Masked(allow_blank=True)
    member = serializers.IntegerField(source="done_by_id")
    done_at = Moment()


class ComplaintFacts(serializers.Serializer[Any]):
    """Who complains about what, and how far it is."""

    grievance = serializers.ChoiceField(Grievance.choices)
    words = Masked()
    buyer = serializers.IntegerField(source="buyer_id", allow_null=True)
    conversation = serializers.IntegerField(allow_null=True)
    order = serializers.CharField(allow_null=True, help_text=_("订单号"))
    steps_done = ComplaintStepShown(many=True)
    question = Masked(allow_blank=True, help_text=_("报给主管的疑难"))
    answer = Masked(allow_blank=True)


class StockOutFacts(serializers.Serializer[Any]):
    """What is out of stock, and how many orders wait for it."""

    product = serializers.IntegerField(source="product_id")
    sku = serializers.IntegerField(source="sku_id", allow_null=True)
    goods = serializers.CharField(source="__str__")
    back_on = serializers.DateField(allow_null=True, help_text=_("哪天到货"))
    words = Masked(allow_blank=True)
    orders = serializers.IntegerField(help_text=_("等它的订单"))
    orders_waiting = serializers.IntegerField(help_text=_("还没办的"))


class ReshipFacts(serializers.Serializer[Any]):
    """What is to be sent again."""

    what = Masked()
    promised_at = Moment()
    waybill = serializers.CharField(allow_blank=True)
    order = serializers.CharField(help_text=_("订单号"))
    case = serializers.IntegerField(source="case_id", allow_null=True)


FACTS: dict[str, type[serializers.Serializer[Any]]] = {
    "return": ReturnFacts,
    "problem": ProblemFacts,
    "complaint": ComplaintFacts,
    "stockout": StockOutFacts,
    "reship": ReshipFacts,
}


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="RegisterFacts",
        serializers=list(FACTS.values()),
        resource_type_field_name=None,
    )
)
class FactsField(serializers.DictField):
    """Of its register's own shape."""


class RegisterRowShown(serializers.Serializer[Any]):
    """What every row has, and in ``facts`` what only its register knows."""

    id = serializers.IntegerField(source="pk")
    open = serializers.BooleanField(source="is_open")
    owner = serializers.IntegerField(source="owner_id", allow_null=True, help_text=_("谁跟"))
    opened_at = Moment()
    next_check_at = Moment(allow_null=True, help_text=_("下次什么时候看；没有人在跟是 null"))
    closed_at = Moment(allow_null=True)
    outcome = Masked(allow_blank=True)
    version = serializers.IntegerField(help_text=_("改的时候说出您看到的版本"))
    facts = FactsField()


class ReturnScanIn(serializers.Serializer[Any]):
    """A parcel in hand. Without ``case`` it goes to the one whose waybill it is."""

    waybill = serializers.CharField(max_length=WAYBILL_LENGTH)
    nick = serializers.CharField(default="", allow_blank=True, max_length=NICK_LENGTH)
    slip = serializers.CharField(default="", allow_blank=True, max_length=WORDS_LENGTH)
    place = serializers.CharField(default="", allow_blank=True, max_length=64)
    case = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


class ReturnScanned(serializers.Serializer[Any]):
    """The parcel's row; ``again``: it was taken in before, and nothing was done now."""

    again = serializers.BooleanField()
    row = RegisterRowShown()


class RegisterClosingIn(serializers.Serializer[Any]):
    """What came of it."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_VERSION)
    outcome = serializers.CharField(max_length=OUTCOME_LENGTH)
