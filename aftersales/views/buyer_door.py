"""What every page of a buyer stands behind: a signed address, a count of tries, the language.

The address is the whole key: no cookie is read, so another site has nothing to ride on. Whatever
goes wrong is one calm page that says what to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from aftersales.buyer_errors import AddressStale, AddressUnknown, TriesUsed, told_to_buyer
from aftersales.policy_rules import BUYER_LINK_DAYS, BUYER_TRIES
from conversations.access import shop_by_slug
from conversations.case_addresses import Subject, is_stale, read_signed
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.errors import HelpdeskError, NotFound, TooFast
from helpdesk.realtime.limits import Buckets

DAY = 24 * 3600
ADDRESS_BURST, ADDRESS_PER_SECOND = 120, 2
"""Of one network address: generous, a whole office may sit behind it."""

_by_address, _by_page = Buckets(), Buckets()


@dataclass(frozen=True, slots=True)
class Entered:
    """Whoever came in: by which word, to which shop, and what the word names there."""

    word: str
    shop: Shop
    name: str
    language: str


class BuyerView(Protocol):
    def __call__(self, request: HttpRequest, came: Entered, /, **more: Any) -> HttpResponseBase: ...


def buyer_view(subject: Subject) -> Callable[[BuyerView], Callable[..., HttpResponseBase]]:
    """Let in who holds a fresh address of this kind."""

    def decorated(view: BuyerView) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @never_cache
        def answer(request: HttpRequest, signed: str, **more: Any) -> HttpResponseBase:
            language = language_of(request)
            with translation.override(language):
                try:
                    came = _entered(request, subject, signed, language)
                    with timezone.override(came.shop.time_zone):
                        response: HttpResponseBase = view(request, came, **more)
                except HelpdeskError as problem:
                    response = away(request, problem, language)
            response.headers["Content-Language"] = language
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorated


def away(request: HttpRequest, problem: HelpdeskError, language: str) -> HttpResponse:
    """A page that says what happened and what to do."""
    context = {"problem": problem, "told": told_to_buyer(problem), "language": language}
    return render(request, "aftersales/buyer/away.html", context, status=problem.status)


def count_try(came: Entered) -> None:
    """One more deed on this page, or TriesUsed."""
    rate = value_of(came.shop.pk, BUYER_TRIES)
    key = f"{came.shop.pk}/{came.name}"
    try:
        _by_page.take(key, burst=rate["burst"], per_second=rate["per_minute"] / 60)
    except TooFast as problem:
        raise TriesUsed(retry_after=problem.retry_after) from None


def language_of(request: HttpRequest) -> str:
    """As the address asks, else as the browser does."""
    wanted = request.GET.get("lang", "")
    return wanted if wanted in dict(settings.LANGUAGES) else get_language() or "zh-hans"


def _entered(request: HttpRequest, subject: Subject, word: str, language: str) -> Entered:
    try:
        _by_address.take(
            client_address(request), burst=ADDRESS_BURST, per_second=ADDRESS_PER_SECOND
        )
    except TooFast as problem:
        raise TriesUsed(retry_after=problem.retry_after) from None
    named = read_signed(subject, word)
    if named is None:
        raise AddressUnknown()
    try:
        shop = shop_by_slug(named.slug)
    except NotFound:
        raise AddressUnknown() from None
    if is_stale(subject, word, life=int(value_of(shop.pk, BUYER_LINK_DAYS)) * DAY):
        raise AddressStale()
    return Entered(word, shop, named.name, language)
