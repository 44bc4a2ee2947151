"""From where a request comes."""

import ipaddress

from django.conf import settings


def parsed(text):
    """An IP address, or None. An IPv4 address written as IPv6 becomes what it is."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_proxy(address):
    """Whether an address belongs to a proxy that the settings name."""
    return any(address in network for network in settings.PARLEY_PROXIES if network.version == address.version)


def client_address(request):
    """The client's address as text; "" where there is none, as behind a local socket.

    It is the other end of the connection. Only if that is a proxy named in PARLEY_PROXIES is X-Forwarded-For
    believed, from its right end, where the proxies write, up to the first address that is no such proxy. What a
    client puts there itself stands further left.
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
    """The address by which attempts are counted: IPv6 by network, as a client has all addresses of one."""
    text = client_address(request)
    if ":" in text:
        return str(ipaddress.ip_network(f"{text}/64", strict=False))
    return text
