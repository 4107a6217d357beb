"""Where a request came from, as far as the proxies in front of us can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address; empty when it cannot be told.

    ``X-Forwarded-For`` is read from its right end for ``TRUSTED_PROXIES`` hops and no further:
    what stands left of that anybody may have written.
    """
    hops = [request.META.get("REMOTE_ADDR", "")]
    trusted = settings.TRUSTED_PROXIES
    if trusted:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        hops = [*(hop.strip() for hop in forwarded if hop.strip()), *hops]
    return neighbourhood(hops[-min(trusted + 1, len(hops))])


def neighbourhood(address: str) -> str:
    """The unit that limits count by: an IPv4 address, or the /64 that one IPv6 customer has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), 64), strict=False))
