"""The shapes that the API of this app gives and takes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.paging import LONGEST_PAGE, PAGE_LENGTH


class PageQuery(serializers.Serializer[Any]):
    """Which page of a list."""

    cursor = serializers.CharField(required=False, max_length=300, help_text=_("上一页的 next"))
    limit = serializers.IntegerField(
        default=PAGE_LENGTH, min_value=1, max_value=LONGEST_PAGE, help_text=_("一页几条")
    )


@extend_schema_field(str)
class ClockTime(serializers.TimeField):
    """A time of day without seconds; OpenAPI's own "time" wants them, and an offset."""


class TokenShown(serializers.Serializer[Any]):
    """The token that asks."""

    name = serializers.CharField()
    member = serializers.CharField(source="member.public_name", help_text=_("替谁办事"))
    scopes = serializers.ListField(child=serializers.CharField())
    expires_at = Moment(allow_null=True)


class ShopShown(serializers.Serializer[Any]):
    """The shop that the token belongs to."""

    name = serializers.CharField()
    slug = serializers.CharField()
    time_zone = serializers.CharField(help_text="IANA")
    business_day_cut = ClockTime(format="%H:%M", help_text=_("一天到几点算完，04:00 这样"))
    created_at = Moment()


class ShopAndToken(serializers.Serializer[Any]):
    shop = ShopShown()
    token = TokenShown()


class PolicyShown(serializers.Serializer[Any]):
    """One rule of the shop with its value in effect."""

    name = serializers.CharField()
    value = serializers.JSONField(help_text=_("数、数的列表，或者带名字的几个数"))
    preset = serializers.JSONField()
    unit = serializers.CharField()
    sentence = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]


class PoliciesShown(serializers.Serializer[Any]):
    results = PolicyShown(many=True)


class AuditQuery(PageQuery):
    group = serializers.CharField(required=False, max_length=40)
    since = serializers.DateField(required=False, help_text=_("店铺的日期，含当天"))
    until = serializers.DateField(required=False, help_text=_("店铺的日期，含当天"))


class AuditShown(serializers.Serializer[Any]):
    """One line of the record. Words that take a click on the desk are not in it."""

    id = serializers.IntegerField()
    at = Moment()
    actor = serializers.CharField(allow_blank=True)
    verb = serializers.CharField()
    sentence = serializers.CharField()
    target_type = serializers.CharField(allow_blank=True)
    target_id = serializers.CharField(allow_blank=True)
