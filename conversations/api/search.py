"""What was said in the shop, found by words and conditions."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.api.shapes import LARGEST_SEQ
from conversations.api.threads import ThreadView
from conversations.models import EntryKind, EntrySide, Stage
from conversations.queries.search_hits import Hit, hits_of
from conversations.queries.searching import PAGE_LENGTH, find_entries
from conversations.search.asked import MOST_MARKS, RATED, read_asked
from conversations.search.places import place_words, read_place
from helpdesk.accounts.access import require
from helpdesk.kernel.drf.problems import CursorWrong, RequestWrong

KINDS = (EntryKind.FILE, EntryKind.CARD)
SIDES = (EntrySide.BUYER, EntrySide.AGENT, EntrySide.AUTO)


def _codes(codes: Any) -> Any:
    return [(str(code), str(code)) for code in codes]


class SearchQuery(serializers.Serializer[Any]):
    """Words, or at least one condition."""

    words = serializers.CharField(
        required=False,
        max_length=MOST_MARKS,
        help_text=_("隔开的几个词都要在；不分大小写、全角半角"),
    )
    since = serializers.DateField(required=False, help_text=_("从这天起，按店铺的时区"))
    until = serializers.DateField(required=False, help_text=_("到这天为止"))
    side = serializers.ChoiceField(_codes(SIDES), required=False)
    kind = serializers.ChoiceField(_codes(KINDS), required=False)
    agent = serializers.IntegerField(required=False, min_value=1, help_text=_("谁接待的"))
    stage = serializers.ChoiceField(_codes(Stage.values), required=False)
    rated = serializers.ChoiceField(_codes(RATED), required=False)
    tag = serializers.IntegerField(required=False, min_value=1)
    conversation = serializers.IntegerField(required=False, min_value=1)
    cursor = serializers.CharField(required=False, max_length=100, help_text=_("上一页的 next"))


class FoundEntry(serializers.Serializer[Any]):
    """One entry that fits, with the reception in which it was said."""

    conversation = serializers.IntegerField()
    seq = serializers.IntegerField(min_value=1, max_value=LARGEST_SEQ)
    session = serializers.IntegerField()
    kind = serializers.CharField()
    side = serializers.ChoiceField(_codes(SIDES))
    author = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    buyer = serializers.CharField()
    platform = serializers.CharField()
    agent = serializers.CharField(allow_blank=True, source="owner")
    tags = serializers.ListField(child=serializers.CharField())
    at = serializers.DateTimeField()


class FoundPage(serializers.Serializer[Any]):
    results = FoundEntry(many=True)
    next = serializers.CharField(allow_null=True)
    total = serializers.IntegerField(allow_null=True, help_text=_("只数到 1000，更多是 null"))


class SearchEndpoint(ThreadView):
    scopes = {"GET": "conversations:read"}

    @extend_schema(
        operation_id="search",
        summary=_("搜聊天，新的在前"),
        parameters=[SearchQuery],
        responses=FoundPage,
    )
    def get(self, request: Request) -> Response:
        member = self.token.member
        require(member, "chat.reply")
        told = self.query(SearchQuery)
        form = {name: str(value) for name, value in told.items()}
        form["thread"] = form.pop("conversation", "")
        asked = read_asked(form, zone=ZoneInfo(member.shop.time_zone))
        if asked.is_empty:
            raise RequestWrong(field="words", problem=_("要找的话，或者至少一个条件。"))
        after = read_place(form["cursor"]) if "cursor" in form else None
        if "cursor" in form and after is None:
            raise CursorWrong()
        found = find_entries(shop_id=self.shop_id, asked=asked, after=after, length=PAGE_LENGTH)
        hits: list[Hit] = hits_of(self.shop_id, found.keys, asked.terms)
        page = {
            "results": hits,
            "next": None if found.following is None else place_words(found.following),
            "total": found.total,
        }
        return Response(FoundPage(page).data)
