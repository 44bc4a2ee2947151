"""The address of the client of a request."""

import ipaddress

from django.conf import settings


def parsed(text):
    """An IP address, or None. IPv4-mapped IPv6 addresses become IPv4."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_proxy(address):
    """Whether an address belongs to a proxy named in the settings."""
    return any(address in network for network in settings.PARLEY_PROXIES if network.version == address.version)


def client_address(request):
    """The client's address as text; "" without one, as behind a local socket.

    It is the peer of the connection. If that is a proxy named in PARLEY_PROXIES, X-Forwarded-For is read from the right,
    where proxies append, up to the first address that is no such proxy; a forged entry is further left.
    """
    address = parsed(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address is not None and is_proxy(address) and hops:
        further = parsed(hops.pop())
        if further is None:
            break
        address = further
    return "" if address is None else str(address)


def counted_address(request):
    """The address by which attempts are counted; IPv6 by network, since a client has all its addresses."""
    text = client_address(request)
    if ":" in text:
        return str(ipaddress.ip_network(f"{text}/64", strict=False))
    return text
