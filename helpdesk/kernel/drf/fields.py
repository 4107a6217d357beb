"""Fields that mean the same at every endpoint."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from helpdesk.kernel.clock import iso

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Moment(serializers.DateTimeField):
    """A time with its offset in; UTC with milliseconds out, as on the sockets."""

    default_error_messages = {
        "naive": _("没有时区：写成 2026-06-09T15:04:05+08:00 这样。"),
        "year": _("没有这么早或这么晚的事，看看年份。"),
    }

    def enforce_timezone(self, value: datetime) -> datetime:
        """The moment as it is; a time without an offset could mean two moments."""
        if value.tzinfo is None:
            self.fail("naive")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.fail("year")
        return value

    def to_representation(self, value: Any) -> Any:
        return None if value is None else iso(value)


class Fen(serializers.IntegerField):
    """Money in fen (0.01 yuan): a whole number, never a fraction of one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"min_value": 0, "max_value": 10**13} | options))
