"""What programs send with these deeds."""

from typing import Any, get_args

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from conversations.api.shapes import LARGEST_SEQ
from conversations.models import CardKind
from helpdesk.realtime.shapes import CardType

LARGEST_ID = 2**63 - 1
NOTE_ROOM = 5000
"""The action says how long a note may be; this only keeps a book out."""


class RecallIn(serializers.Serializer[Any]):
    client_id = serializers.UUIDField(help_text=_("您生成的 UUID；网断了用同一个再发"))
    seq = serializers.IntegerField(min_value=1, max_value=LARGEST_SEQ)


class Recalled(serializers.Serializer[Any]):
    """The seq of the recall itself."""

    seq = serializers.IntegerField()


class CardIn(serializers.Serializer[Any]):
    """``order`` with an order or address card, ``product`` or ``case`` with its own."""

    client_id = serializers.UUIDField(help_text=_("您生成的 UUID；网断了用同一个再发"))
    card = serializers.ChoiceField([(kind, kind) for kind in get_args(CardType)])
    order = serializers.CharField(required=False, max_length=64, help_text=_("订单号"))
    product = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    case = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        own = attrs["card"] in (CardKind.PRODUCT, CardKind.CASE)
        needed = str(attrs["card"]) if own else "order"
        if needed not in attrs:
            raise serializers.ValidationError({needed: _("这种卡片要写它。")})
        return {name: attrs[name] for name in ("client_id", "card", needed)}


class TransferIn(serializers.Serializer[Any]):
    """One of member and group; ``note`` is for the receiver alone."""

    member = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    group = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    note = serializers.CharField(default="", allow_blank=True, max_length=NOTE_ROOM)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("member" in attrs) == ("group" in attrs):
            raise serializers.ValidationError({"member": _("和 group 写一个，只写一个。")})
        return attrs
