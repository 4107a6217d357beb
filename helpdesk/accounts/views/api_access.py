"""The owner's page for programs: tokens, and addresses to which orders are pushed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helpdesk.accounts.access import source_of_shop, token_of_shop
from helpdesk.accounts.actions.api_tokens import make_api_token, revoke_api_token
from helpdesk.accounts.actions.order_sources import make_source, revoke_source, rotate_secret
from helpdesk.accounts.api_forms import SourceForm, TokenForm
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.queries.api_access import sources_of, tokens_of

RIGHT = "api.manage"


@never_cache
@require_safe
@member_view(RIGHT)
def api_access(request: MemberRequest) -> HttpResponse:
    """All of it on one page."""
    return _page(request)


@never_cache
@require_POST
@member_view(RIGHT)
def make_token(request: MemberRequest) -> HttpResponse:
    """A new token: shown in this answer and never again."""
    place = request.membership
    form = TokenForm(request.POST, shop_id=place.shop_id, actor=place)
    if not form.is_valid():
        return _page(request, token_form=form, status=400)
    token, word = make_api_token(actor=place.user, **form.cleaned_data)
    title = _("「%(name)s」的接口密钥") % {"name": token.name}
    note = _("只显示这一次。放在程序的配置里，不要写进网页，也不要发到群里。")
    return _page(request, shown={"title": title, "value": word, "note": note})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def revoke_token(request: MemberRequest, token_id: int) -> HttpResponse:
    """Ask once, in words; then it opens nothing."""
    token = token_of_shop(membership=request.membership, token_id=token_id)
    if request.method == "POST":
        revoke_api_token(actor=request.membership.user, token=token)
        return redirect("api-access")
    return _asked(
        request,
        title=_("作废「%(name)s」的密钥 %(beginning)s…？")
        % {"name": token.name, "beginning": token.beginning},
        words=_("用它的程序马上会收到 401，已经写进来的都在。要再用，另做一条。"),
        deed=_("作废密钥"),
    )


@never_cache
@require_POST
@member_view(RIGHT)
def make_order_source(request: MemberRequest) -> HttpResponse:
    """A new address with its secret: the secret in this answer and never again."""
    place, form = request.membership, SourceForm(request.POST)
    if not form.is_valid():
        return _page(request, source_form=form, status=400)
    source, secret = make_source(
        actor=place.user, shop_id=place.shop_id, name=form.cleaned_data["source"]
    )
    return _page(request, shown=_secret_shown(source.name, secret))


@never_cache
@require_POST
@member_view()
def renew_secret(request: MemberRequest, source_id: int) -> HttpResponse:
    """Another secret: shown once; the one before signs for a day more."""
    source = source_of_shop(membership=request.membership, source_id=source_id)
    secret = rotate_secret(actor=request.membership.user, source=source)
    return _page(request, shown=_secret_shown(source.name, secret))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def revoke_order_source(request: MemberRequest, source_id: int) -> HttpResponse:
    """Ask once, in words; then the address is dead."""
    source = source_of_shop(membership=request.membership, source_id=source_id)
    if request.method == "POST":
        revoke_source(actor=request.membership.user, source=source)
        return redirect("api-access")
    return _asked(
        request,
        title=_("作废「%(name)s」的推送地址？") % {"name": source.name},
        words=_("推送马上收不到了，对方会收到 404，已经收下的订单都在。要再用，另做一个地址。"),
        deed=_("作废地址"),
    )


def _secret_shown(name: str, secret: str) -> dict[str, str]:
    return {
        "title": _("「%(name)s」签名用的密钥") % {"name": name},
        "value": secret,
        "note": _("只显示这一次，放在对方的程序里。换过的话，旧密钥再认 24 小时。"),
    }


def _asked(request: MemberRequest, **words: str) -> HttpResponse:
    return render(request, "settings/api_revoke.html", {**words, "nav": "api"})


def _page(
    request: MemberRequest,
    *,
    shown: dict[str, str] | None = None,
    token_form: TokenForm | None = None,
    source_form: SourceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    place = request.membership
    tokens = tokens_of(place.shop_id)
    context: dict[str, Any] = {
        "alive": [one for one in tokens if one.is_alive],
        "dead": [one for one in tokens if not one.is_alive],
        "sources": [
            {"line": line, "url": _address(request, line.source.key)}
            for line in sources_of(place.shop_id)
        ],
        "token_form": token_form or TokenForm(shop_id=place.shop_id, actor=place),
        "source_form": source_form or SourceForm(),
        "shown": shown,
        "nav": "api",
        "back": reverse("api-access"),
    }
    return render(request, "settings/api.html", context, status=status)


def _address(request: HttpRequest, key: str) -> str:
    path, base = f"/api/hooks/orders/{key}/", settings.PUBLIC_URL.rstrip("/")
    return base + path if base else request.build_absolute_uri(path)
