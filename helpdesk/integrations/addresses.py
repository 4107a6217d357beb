"""Which addresses are asked at all. Pure, but for the two settings of who may be called.

What is typed is read here; where its name leads is judged once more at the moment of connecting
(`gateways/guarded.py`), because names can lead elsewhere tomorrow.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from helpdesk.integrations.errors import (
    AddressInside,
    AddressNotSecure,
    AddressWrong,
    PortNotAllowed,
)
from helpdesk.integrations.models.endpoint import ADDRESS_LENGTH

IP = IPv4Address | IPv6Address

FIRST_FREE_PORT = 1024
LAST_PORT = 65535
HTTPS_PORT = 443

# Not ours to call though they are no private addresses: the host's own services at cloud
# providers, and addresses that only carry another one inside.
NEVER = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",  # between providers; Alibaba Cloud's metadata is 100.100.100.200
            "168.63.129.16/32",  # Azure's host
            "192.0.0.0/24",  # Oracle Cloud's metadata among them
            "192.88.99.0/24",
            "198.18.0.0/15",
            "224.0.0.0/3",  # multicast and reserved
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/23",
            "2002::/16",
            "fec0::/10",
            "ff00::/8",
        ),
    )
)


def is_outside(address: IP) -> bool:
    """Whether it is somebody's public address, and not us, our neighbours or our host."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return is_outside(address.ipv4_mapped)
    return address.is_global and not any(
        address in net for net in NEVER if net.version == address.version
    )


def is_loopback(address: IP) -> bool:
    """Whether it is this very machine, as a demo's receiver is."""
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def may_connect(address: IP, *, secure: bool) -> bool:
    """Whether a delivery may go there: outside by https, to this machine where a setting allows."""
    if settings.WEBHOOKS_TO_LOOPBACK and is_loopback(address):
        return True
    return secure and is_outside(address)


def read_address(typed: str) -> str:
    """The address as it is stored, or the error that says what is wrong with it."""
    typed = typed.strip()
    if len(typed) > ADDRESS_LENGTH or not typed.isascii() or not typed.isprintable():
        raise AddressWrong()
    try:
        parts = urlsplit(typed)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressWrong() from None
    odd = parts.username is not None or "\\" in typed or " " in typed or "%" in parts.netloc
    if parts.scheme not in {"http", "https"} or not host or odd:
        raise AddressWrong()
    literal = literal_of(host)
    if literal is None and ("." not in host.strip(".") and host != "localhost"):
        raise AddressWrong()
    local = host == "localhost" or (literal is not None and is_loopback(literal))
    if parts.scheme == "http" and not (local and settings.WEBHOOKS_TO_LOOPBACK):
        raise AddressNotSecure()
    if local and not settings.WEBHOOKS_TO_LOOPBACK:
        raise AddressInside(host=host)
    if literal is not None and not local and not is_outside(literal):
        raise AddressInside(host=host)
    if port is not None and port != HTTPS_PORT and not FIRST_FREE_PORT <= port <= LAST_PORT:
        raise PortNotAllowed(port=port)
    return parts._replace(fragment="", path=parts.path or "/").geturl()


def literal_of(host: str) -> IP | None:
    """The address that is written out in place of a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None
