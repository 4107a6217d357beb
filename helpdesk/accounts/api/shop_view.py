"""What every endpoint of a shop does before and after its own work."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from helpdesk.accounts.access import require_scope
from helpdesk.accounts.actions.answering_once import Answer, answer_once
from helpdesk.accounts.api.authentication import TokenAuthentication
from helpdesk.accounts.api_errors import KeyTooLong, TokenTooFast
from helpdesk.accounts.audit import through
from helpdesk.accounts.models import ApiToken
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.rate_counter import seconds_to_wait
from helpdesk.kernel.drf.problems import BodyTooLarge
from helpdesk.kernel.drf.refusals import MAX_BODY, body_size

KEY_HEADER, AGAIN_HEADER = "Idempotency-Key", "Idempotency-Replayed"
LONGEST_KEY = 80


class ShopView(APIView):
    """One address of one shop's API: token, scope, rate, language, the shop's clock; then the
    method's own work.

    ``scopes`` says for each method what a token must have; an empty one asks for the token only.
    """

    authentication_classes = (TokenAuthentication,)
    scopes: ClassVar[Mapping[str, str]] = {}
    max_body: ClassVar[int] = MAX_BODY

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """In English for whoever asks for it; never kept by anything on the way."""
        wanted = request.headers.get("Accept-Language", "").strip().lower()
        language = "en" if wanted.startswith("en") else translation.get_language() or "zh-hans"
        with translation.override(language), timezone.override(None):
            response = super().dispatch(request, *args, **kwargs)
            response.headers["Content-Language"] = language
            response.headers["Cache-Control"] = "no-store"
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Days and hours are the shop's from here on, as on its pages."""
        super().initial(request, *args, **kwargs)
        timezone.activate(ZoneInfo(self.token.shop.time_zone))

    def check_permissions(self, request: Request) -> None:
        """The scope of this method. Of a method that does not exist DRF says so afterwards."""
        scope = self.scopes.get(str(request.method), "")
        if scope:
            require_scope(self.token, scope)

    def check_throttles(self, request: Request) -> None:
        """The token's calls a minute, and the size of what comes."""
        limit = int(value_of(self.shop_id, "api.requests_per_minute"))
        seconds = seconds_to_wait(self.shop_id, f"token:{self.token.pk}", per_minute=limit)
        if seconds:
            raise TokenTooFast(limit=limit, seconds=-(-seconds // 1), retry_after=seconds)
        size = body_size(request._request)
        if size > self.max_body:
            raise BodyTooLarge(size=size, limit=self.max_body)

    @property
    def token(self) -> ApiToken:
        return cast(ApiToken, self.request.auth)

    @property
    def shop_id(self) -> int:
        return self.token.shop_id

    @property
    def sees_personal(self) -> bool:
        return "personal:read" in self.token.scopes

    def query(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """The query string, checked."""
        return _checked(kind(data=self.request.query_params.dict()))

    def body(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """The body, checked."""
        return _checked(kind(data=self.request.data))

    def written(self, work: Callable[[], Any], *, status: int = 200) -> Response:
        """Do the work once for each Idempotency-Key, in the name of this token's program."""
        with through(self.token.name):
            done = self._done(lambda: Answer(status, work()))
        headers = {AGAIN_HEADER: "true"} if done.again else None
        return Response(done.body, status=done.status, headers=headers)

    def _done(self, work: Callable[[], Answer]) -> Answer:
        key = self.request.headers.get(KEY_HEADER)
        if key is None:
            return work()
        if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise KeyTooLong()
        match = self.request.resolver_match
        return answer_once(
            token=self.token,
            endpoint=f"{self.request.method} {match.url_name if match else ''}"[:60],
            key=key,
            fingerprint=self._fingerprint(),
            work=work,
        )

    def _fingerprint(self) -> str:
        """Of address and meaning of the body: another boundary or blank is the same request."""
        digest = hashlib.sha256(self.request.get_full_path().encode(errors="replace"))
        data = self.request.data
        for name, value in sorted(data.items()) if isinstance(data, Mapping) else [("", data)]:
            digest.update(f"\n{name}=".encode(errors="replace"))
            if isinstance(value, UploadedFile):
                for chunk in value.chunks():
                    digest.update(chunk)
                value.seek(0)
            else:
                digest.update(repr(value).encode(errors="replace"))
        return digest.hexdigest()


def _checked(serializer: serializers.Serializer[Any]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    read: dict[str, Any] = serializer.validated_data
    return read
