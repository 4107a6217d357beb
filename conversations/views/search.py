"""The search: its page, a page of hits, and the place of one hit in its chat.

What is sought goes by POST, since it may be a phone number or a name, and addresses are logged.
"""

import time
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from conversations.access import conversation_of
from conversations.models import Conversation, Stage
from conversations.queries.colleagues import everybody_of
from conversations.queries.finding import hits_of as orders_and_buyers
from conversations.queries.search_around import Around, around, around_note
from conversations.queries.search_chosen import chosen
from conversations.queries.search_hits import hits_of
from conversations.queries.search_sources import Reader
from conversations.queries.searching import PAGE_LENGTH, find_all
from conversations.queries.tags import tags_of
from conversations.search.asked import (
    KINDS,
    MOST_MARKS,
    RATED,
    SIDES,
    SPANS,
    read_asked,
    read_terms,
)
from conversations.search.places import place_words, read_place
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.permissions import allows
from helpdesk.commerce.search_words import read as read_number

PEOPLE = 6
"""Orders and buyers above the hits; the command bar shows more."""


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("chat.reply")
def search_page(request: MemberRequest) -> HttpResponse:
    """The page without hits; ``?thread=`` is one chat to search alone."""
    membership = request.membership
    asked = read_asked(request.GET, zone=ZoneInfo(membership.shop.time_zone))
    thread = None if asked.thread is None else conversation_of(membership.shop_id, asked.thread)
    context = {
        "thread": thread,
        "spans": [(key, label) for key, (_, label) in SPANS.items()],
        "sides": SIDES.items(),
        "stages": Stage.choices,
        "rated": RATED.items(),
        "kinds": KINDS.items(),
        "colleagues": sorted(everybody_of(membership.shop_id).items(), key=lambda one: one[1]),
        "tags": tags_of(membership.shop_id),
        "most_marks": MOST_MARKS,
        "scope": f"{membership.shop.slug}:{membership.pk}",
    }
    return render(request, "search/page.html", context)


@require_POST
@never_cache
@member_view("chat.reply")
def search_found(request: MemberRequest) -> HttpResponse:
    """A page of hits as a fragment; ``after`` is where the page before ended."""
    began = time.perf_counter()
    shop = request.membership.shop
    asked = read_asked(request.POST, zone=ZoneInfo(shop.time_zone))
    after = read_place(request.POST.get("after", ""))
    context: dict[str, Any] = {"asked": asked, "is_first": after is None}
    if not asked.is_empty:
        found = find_all(shop_id=shop.pk, asked=asked, reader=_reader(request), after=after)
        context |= {
            "hits": hits_of(shop.pk, found.keys, asked.terms),
            "total": found.total,
            "following": "" if found.following is None else place_words(found.following),
            "chosen": chosen(asked, request.POST, shop_id=shop.pk),
            "length": PAGE_LENGTH,
        }
        if after is None and asked.is_words_alone:
            number = read_number(request.POST.get("words", ""))
            context["people"] = orders_and_buyers(shop.pk, number)[:PEOPLE] if number else []
    context["took"] = round(1000 * (time.perf_counter() - began))
    return render(request, "search/_found.html", context)


@require_POST
@never_cache
@member_view("chat.reply")
def search_place(request: MemberRequest, conversation_id: int, seq: int) -> HttpResponse:
    """What was said around a hit, as a fragment."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    terms = read_terms(request.POST.get("words", ""))
    place = around(
        shop_id=conversation.shop_id, conversation_id=conversation.pk, seq=seq, terms=terms
    )
    return _place(request, conversation, place)


@require_POST
@never_cache
@member_view("chat.reply")
def search_note(request: MemberRequest, conversation_id: int, number: int) -> HttpResponse:
    """What was said around a note, as a fragment."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    place = around_note(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        number=number,
        terms=read_terms(request.POST.get("words", "")),
        reader=_reader(request),
    )
    return _place(request, conversation, place)


def _place(request: MemberRequest, conversation: Conversation, place: Around) -> HttpResponse:
    desk = reverse("desk-conversation", args=[conversation.pk])
    context = {
        "conversation": conversation,
        "place": place,
        "address": f"{desk}?{urlencode({'at': place.seq})}",
    }
    return render(request, "search/_place.html", context)


def _reader(request: MemberRequest) -> Reader:
    member = request.membership
    return Reader(member.pk, allows(member.role, "floor.oversee"))
