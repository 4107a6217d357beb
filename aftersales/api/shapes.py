"""Cases as programs give them and get them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from aftersales.causes import Cause, Payer, Refusal
from aftersales.evidence import LONGEST, MOST
from aftersales.machine.words import Kind, State, Timer, Verb, Who
from aftersales.models.refund import Channel
from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.commerce.models import Platform
from helpdesk.kernel.drf.fields import Fen, Moment
from helpdesk.kernel.number_masks import mask_people

LARGEST_ID, LARGEST_VERSION = 2**63 - 1, 2**31 - 1
MOST_LINES, LARGEST_PLACE = 200, 32_767

BY_PEOPLE = (
    Verb.EDIT,
    Verb.AGREE,
    Verb.REFUSE,
    Verb.OFFER,
    Verb.ACCEPT,
    Verb.DECLINE,
    Verb.ESCALATE,
    Verb.PROVE,
    Verb.RULE_BUYER,
    Verb.RULE_SELLER,
    Verb.SHIP_BACK,
    Verb.ARRIVE,
    Verb.NOT_YET,
    Verb.NOT_SENT,
    Verb.MISS,
    Verb.FIND,
    Verb.PASS,
    Verb.BEAR_LOSS,
    Verb.SEND,
    Verb.PAY_INSTEAD,
    Verb.CONFIRM,
    Verb.ISSUE,
    Verb.PAY_AGAIN,
    Verb.PAY_OUTSIDE,
    Verb.FOUND_PAID,
    Verb.FOUND_UNPAID,
    Verb.WITHDRAW,
    Verb.CLOSE,
    Verb.ADD,
)
"""What a member may do, by themselves or for the buyer; the rest is time's and the service's."""


class Masked(serializers.CharField):
    """Words that people wrote; phone numbers in them keep their middle to themselves."""

    def to_representation(self, value: Any) -> str:
        return mask_people(str(value))


class CasesQuery(PageQuery):
    """Which cases; what is not said does not narrow."""

    order = serializers.CharField(required=False, max_length=64, help_text=_("订单号"))
    buyer = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    kind = serializers.ChoiceField(Kind.choices(), required=False)
    state = serializers.ChoiceField(State.choices(), required=False)
    open = serializers.BooleanField(required=False, allow_null=True, default=None)
    platform = serializers.ChoiceField(Platform.choices, required=False)
    opened_from = Moment(required=False, help_text=_("从这一刻起"))
    opened_to = Moment(required=False, help_text=_("到这一刻前"))


class EvidenceRow(serializers.Serializer[Any]):
    """A message's number in the buyer's chat, a file's name, or words."""

    kind = serializers.ChoiceField([(one, one) for one in ("message", "file", "words")])
    text = Masked(max_length=LONGEST)


class CaseLineShown(serializers.Serializer[Any]):
    position = serializers.IntegerField()
    title = serializers.CharField()
    spec = serializers.CharField(allow_blank=True)
    quantity = serializers.IntegerField()
    price_fen = Fen()


class DeadlineShown(serializers.Serializer[Any]):
    """What is waited for, until when, and by whose number."""

    timer = serializers.ChoiceField(Timer.choices())
    due_at = Moment()
    paused = serializers.BooleanField()
    rule = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]


class OfferShown(serializers.Serializer[Any]):
    """The other way that the shop proposes, while the buyer thinks about it."""

    kind = serializers.ChoiceField(Kind.choices())
    amount_fen = Fen()


class CaseShown(serializers.Serializer[Any]):
    """One case as it is now. Of the receiver it says nothing."""

    id = serializers.IntegerField(source="pk")
    number = serializers.CharField(source="__str__")
    order = serializers.CharField(source="order.number")
    buyer = serializers.IntegerField(source="buyer_id", allow_null=True)
    kind = serializers.ChoiceField(Kind.choices())
    state = serializers.ChoiceField(State.choices())
    open = serializers.BooleanField(source="is_open")
    cause = serializers.ChoiceField(Cause.choices())
    words = Masked(allow_blank=True)
    amount_fen = Fen()
    freight_payer = serializers.ChoiceField(Payer.choices())
    freight_rule = serializers.CharField()
    freight_source = serializers.CharField()
    offer = OfferShown(allow_null=True)
    return_waybill = serializers.CharField(allow_blank=True)
    return_signed_at = Moment(allow_null=True)
    sent_waybill = serializers.CharField(allow_blank=True)
    lines = CaseLineShown(many=True)
    deadline = DeadlineShown(allow_null=True)
    edits = serializers.IntegerField()
    version = serializers.IntegerField(help_text=_("改的时候说出您看到的版本"))
    opened_at = Moment()
    closed_at = Moment(allow_null=True)


class CaseEventShown(serializers.Serializer[Any]):
    """One move: what, from where to where, by whom, why."""

    version = serializers.IntegerField()
    verb = serializers.ChoiceField(Verb.choices())
    before = serializers.ChoiceField(State.choices(), allow_blank=True)
    after = serializers.ChoiceField(State.choices())
    who = serializers.ChoiceField(Who.choices())
    member = serializers.IntegerField(source="member_id", allow_null=True)
    name = serializers.CharField(allow_blank=True)
    reason = Masked(allow_blank=True)
    evidence = EvidenceRow(many=True)
    data = serializers.DictField()  # type: ignore[assignment]
    at = Moment()


class CaseWhole(CaseShown):
    """The same with all that happened to it."""

    events = CaseEventShown(many=True)


class CaseIn(serializers.Serializer[Any]):
    """An application; ``by_shop``: the shop's own idea, which it may drop again."""

    order = serializers.CharField(max_length=64, help_text=_("订单号"))
    kind = serializers.ChoiceField(Kind.choices())
    cause = serializers.ChoiceField(Cause.choices())
    lines = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_PLACE),
        default=list,
        max_length=MOST_LINES,
        help_text=_("订单的第几行；补偿和发票不写"),
    )
    amount_fen = Fen(default=0)
    words = serializers.CharField(default="", allow_blank=True, max_length=LONGEST)
    evidence = EvidenceRow(many=True, required=False)
    by_shop = serializers.BooleanField(default=False)


class MoveIn(serializers.Serializer[Any]):
    """One move. Which of the fields it takes: docs/aftersales.md, the column of needs."""

    verb = serializers.ChoiceField([(verb.value, verb.label) for verb in BY_PEOPLE])
    version = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_VERSION, help_text=_("您看到的版本")
    )
    reason = serializers.CharField(default="", allow_blank=True, max_length=LONGEST)
    evidence = EvidenceRow(many=True, required=False)
    grounds = serializers.ChoiceField(Refusal.choices(), required=False, help_text=_("拒绝时"))
    kind = serializers.ChoiceField(Kind.choices(), required=False)
    cause = serializers.ChoiceField(Cause.choices(), required=False)
    amount_fen = Fen(required=False)
    waybill = serializers.CharField(default="", allow_blank=True, max_length=64)
    reference = serializers.CharField(default="", allow_blank=True, max_length=64)
    signed_at = Moment(required=False, help_text=_("退件签收的时间；不写就是现在"))
    channel = serializers.ChoiceField(
        Channel.choices, required=False, help_text=_("查实退了时：从哪退的")
    )
    paid_at = Moment(required=False, help_text=_("查实退了时：哪一刻退的"))
    guard_seen = serializers.BooleanField(
        default=False, help_text=_("看过用词提醒，照样这样写给买家")
    )

    NEEDED = {
        Verb.REFUSE: ("grounds",),
        Verb.OFFER: ("kind", "amount_fen"),
        Verb.EDIT: ("kind", "cause", "amount_fen"),
        Verb.PAY_INSTEAD: ("amount_fen",),
        Verb.FOUND_PAID: ("channel", "paid_at"),
    }

    def validate_evidence(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(rows) > MOST:
            raise serializers.ValidationError(_("最多 %(most)s 件。") % {"most": MOST})
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        missing = [name for name in self.NEEDED.get(attrs["verb"], ()) if name not in attrs]
        if missing:
            raise serializers.ValidationError({name: _("这一步要写它。") for name in missing})
        return attrs


class ApprovalIn(serializers.Serializer[Any]):
    """Ask somebody with a higher limit to agree."""

    version = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_VERSION)
    reason = serializers.CharField(max_length=LONGEST)
    amount_fen = Fen(required=False, help_text=_("要补发的改成退款时：退多少"))
