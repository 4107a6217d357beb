"""Who may read `/metrics`: whoever shows the token; without one, the machines beside us."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

BROUGHT_BY_A_PROXY = ("X-Forwarded-For", "X-Real-IP", "Forwarded")
"""A request with one of these came from outside, whoever handed it to us."""


def may_read(request: HttpRequest) -> bool:
    """With `METRICS_TOKEN` set nothing else will do; unset, a direct call from a loopback or
    private address."""
    if settings.METRICS_TOKEN:
        shown = request.headers.get("Authorization", "")
        return constant_time_compare(shown, f"Bearer {settings.METRICS_TOKEN}")
    if any(name in request.headers for name in BROUGHT_BY_A_PROXY):
        return False
    try:
        caller = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return caller.is_loopback or caller.is_private
