"""What was said and noted in the shop, found by words and conditions."""

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
from conversations.queries.for_programs import thread_of_buyer
from conversations.queries.search_hits import Hit, hits_of
from conversations.queries.search_sources import Reader
from conversations.queries.searching import find_all, find_entries
from conversations.search.asked import MOST_MARKS, NOTE, RATED, Asked, read_asked
from conversations.search.places import place_words, read_place
from helpdesk.accounts.access import require, require_scope
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.drf.problems import CursorWrong, RequestWrong

KINDS = (EntryKind.FILE, EntryKind.CARD, NOTE)
SIDES = (EntrySide.BUYER, EntrySide.AGENT, EntrySide.AUTO)
NOTES_SCOPE = "notes:read"


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
    kind = serializers.ChoiceField(
        _codes(KINDS), required=False, help_text=_("note 要密钥有 notes:read")
    )
    agent = serializers.IntegerField(required=False, min_value=1, help_text=_("谁接待的"))
    stage = serializers.ChoiceField(_codes(Stage.values), required=False)
    rated = serializers.ChoiceField(_codes(RATED), required=False)
    tag = serializers.IntegerField(required=False, min_value=1)
    conversation = serializers.IntegerField(required=False, min_value=1)
    buyer = serializers.IntegerField(required=False, min_value=1, help_text=_("只在他的会话里"))
    cursor = serializers.CharField(required=False, max_length=100, help_text=_("上一页的 next"))


class FoundEntry(serializers.Serializer[Any]):
    """One entry or note that fits, with the reception in which it was written.

    Of a note ``note`` is its number, and ``seq`` the entry behind which it stands (0: before all).
    """

    conversation = serializers.IntegerField()
    seq = serializers.IntegerField(min_value=0, max_value=LARGEST_SEQ)
    note = serializers.IntegerField(allow_null=True)
    session = serializers.IntegerField(allow_null=True)
    kind = serializers.CharField()
    side = serializers.ChoiceField(_codes((*SIDES, NOTE)))
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
        asked, cursor = self._asked(), self.query(SearchQuery).get("cursor")
        after = None if cursor is None else read_place(cursor)
        if cursor is not None and after is None:
            raise CursorWrong()
        if NOTES_SCOPE in self.token.scopes:
            reader = Reader(member.pk, allows(member.role, "floor.oversee"))
            found = find_all(shop_id=self.shop_id, asked=asked, reader=reader, after=after)
        else:
            found = find_entries(shop_id=self.shop_id, asked=asked, after=after)
        hits: list[Hit] = hits_of(self.shop_id, found.keys, asked.terms)
        page = {
            "results": hits,
            "next": None if found.following is None else place_words(found.following),
            "total": found.total,
        }
        return Response(FoundPage(page).data)

    def _asked(self) -> Asked:
        told = self.query(SearchQuery)
        if told.get("kind") == NOTE:
            require_scope(self.token, NOTES_SCOPE)
        form = {name: str(value) for name, value in told.items()}
        form["thread"] = form.pop("conversation", "")
        if "buyer" in told:
            if form["thread"]:
                raise RequestWrong(field="buyer", problem=_("和 conversation 只能写一个。"))
            form["thread"] = str(thread_of_buyer(shop_id=self.shop_id, buyer_id=told["buyer"]))
        asked = read_asked(form, zone=ZoneInfo(self.token.member.shop.time_zone))
        if asked.is_empty:
            raise RequestWrong(field="words", problem=_("要找的话，或者至少一个条件。"))
        return asked
