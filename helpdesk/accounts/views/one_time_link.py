"""A one-time link as the page that made it shows it: once, in full, with its end."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise


def shown_once(
    request: HttpRequest, *, path: str, title: str | Promise, name: str, expires_at: datetime
) -> dict[str, Any]:
    """For `accounts/_one_time_link.html`; the address is our public one where that is set."""
    base = settings.PUBLIC_URL.rstrip("/")
    return {
        "url": base + path if base else request.build_absolute_uri(path),
        "title": title,
        "member_name": name,
        "expires_at": expires_at,
    }
