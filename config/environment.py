"""What is read from the environment: each value is checked, and refused with a sentence that names its variable."""

import ipaddress
import os
import re
import secrets
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from lib import database


def flag(name, default=False):
    """Return whether the variable `name` is 1; unset and empty mean `default`. Refuses anything but 1 and 0."""
    value = os.environ.get(name, "")
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1" if value else default


def words(name, pattern, example):
    """Return the variable `name` as a list; refuses an entry that does not match `pattern`."""
    entries = [entry.strip() for entry in os.environ.get(name, "").split(",") if entry.strip()]
    for entry in entries:
        if not re.fullmatch(pattern, entry):
            raise ImproperlyConfigured(f"{name}: {entry!r} makes no sense here; an example is {example}.")
    return entries


def origins(name, pattern, example):
    """Return the variable `name` as a list of origins as browsers send them: small letters, without the scheme's own port."""
    return [_origin(name, entry, example) for entry in words(name, f"(?i:{pattern})", example)]


def _origin(name, text, example):
    parts = urlsplit(text.lower())
    try:
        port = parts.port
    except ValueError:
        port = 0
    if not text.isascii() or port == 0 or "@" in text:
        raise ImproperlyConfigured(
            f"{name}: no browser sends the origin {text!r}; examples are {example}, {example}:8443, and of a name with "
            "other letters https://xn--bcher-kva.example."
        )
    return text.lower().removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, "\0"))


def networks(name):
    """Return the variable `name` as a list of IP networks; a single address is a network of one."""
    found = []
    for entry in words(name, r"\S+", "127.0.0.1"):
        try:
            found.append(ipaddress.ip_network(entry))
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {error}; examples are 127.0.0.1 and 10.1.0.0/16.") from None
    return found


def licence(name):
    """Return the variable `name` as (words, address): `CC BY 4.0 https://…`; either may be left out."""
    text = os.environ.get(name, "").strip()
    found = re.fullmatch(r"(?P<words>.*?)\s*(?P<address>https?://\S+)?", text)
    if found is None or "://" in found["words"]:
        raise ImproperlyConfigured(f"{name}: {text!r} is not a name with one address behind it, such as CC0 https://….")
    return found["words"] or found["address"] or "", found["address"] or ""


def secret(name, path):
    """Return the secret in the variable `name`, else the one in the file `path`, made at the first use.

    Refuses a value that is too short to be one, and a home that cannot be written.
    """
    value = os.environ.get(name, "")
    if value:
        if len(value) < 32:
            raise ImproperlyConfigured(f"{name} must have at least 32 characters.")
        return value
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            fresh = folder / f".{path.name}.{os.getpid()}"
            with open(fresh, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(secrets.token_urlsafe(48))
            # A link fails where the name is taken: of two first starts at once, one wins for both.
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            fresh.unlink()
        value = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(database.explain(error, path)) from error
    if len(value) < 32:
        raise ImproperlyConfigured(f"{path} is too short to be a secret: remove it, and a new one is made.")
    return value


def choice(name, choices, default):
    """Return the variable `name`, one of `choices`; unset and empty mean `default`."""
    value = os.environ.get(name) or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {', '.join(choices[:-1])} or {choices[-1]}, not {value!r}.")
    return value


def number(name, default, smallest, largest):
    """Return the variable `name` as a whole number within bounds; unset and empty mean `default`."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and smallest <= int(text) <= largest):
        raise ImproperlyConfigured(f"{name} must be a number from {smallest} to {largest}, not {text!r}.")
    return int(text)


def address(name, default):
    """Return the variable `name` as an IP address of this machine to serve on; unset and empty mean `default`."""
    text = os.environ.get(name, "").strip() or default
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be an IP address of this machine, such as 127.0.0.1, 0.0.0.0 (all) or ::1, not {text!r}."
        ) from None


def processes():
    """How many processes of the server answer (PARLEY_WORKERS)."""
    return number("PARLEY_WORKERS", 2, 1, 64)


def endpoint(name):
    """Return the variable `name` as (IP address, port): `9109` (of this machine alone), `10.0.0.7:9109`; None if unset."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    host, _, port = text.rpartition(":")
    try:
        found = ipaddress.ip_address(host.strip("[]") or "127.0.0.1")
    except ValueError:
        found = None
    if found is None or not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise ImproperlyConfigured(
            f"{name} must be a port, or an IP address of this machine with one: 9109, 10.0.0.7:9109 or [::1]:9109, "
            f"not {text!r}."
        )
    return found, int(port)


# How mail is handed over, by the scheme of its server: (port, STARTTLS, TLS from the first byte).
MAIL_SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}


def mail(server, sender, origins):
    """Return what the variable `server` says as Django's (host, port, user, password, STARTTLS, TLS); None if unset.

    Refuses a server without a `sender` or without `origins`, with the first of which links begin; and a password that
    would go over the net readably.
    """
    text, address = os.environ.get(server, "").strip(), os.environ.get(sender, "").strip()
    if not text and not address:
        return None
    if not text or not address:
        raise ImproperlyConfigured(f"{server if not text else sender} must be set too, for mail to be sent.")
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme = host = port = None
    if scheme not in MAIL_SCHEMES or not host or parts.path.strip("/") or parts.query:
        # The value may hold a password: it is not repeated here.
        raise ImproperlyConfigured(
            f"{server} must look like smtp+tls://user:password@mail.example:587, smtps:// or smtp://."
        )
    usual, starttls, tls = MAIL_SCHEMES[scheme]
    if parts.password and not (starttls or tls) and host not in ("127.0.0.1", "::1", "localhost"):
        raise ImproperlyConfigured(f"{server} would send a password readably to {host}: use smtp+tls:// or smtps://.")
    try:
        validate_email(parseaddr(address)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{sender} must be a mail address such as parley@parley.example, not {address!r}."
        ) from None
    if not origins or "*" in origins[0]:
        raise ImproperlyConfigured(
            f"{server}: mail has links, so PARLEY_ORIGINS must begin with the address of the site."
        )
    return host, port or usual, unquote(parts.username or ""), unquote(parts.password or ""), starttls, tls


# Readably only on this machine, for trying out.
ISSUER = r"https://[^/\s?#]+(/[^\s?#]*)?|http://(127\.0\.0\.1|localhost)(:\d+)?(/[^\s?#]*)?"


def sign_on(known_roles, own_factor):
    """Return what is said of a provider of OpenID Connect; None if nothing is.

    That is {issuer, client, secret, roles: {group of the provider: role}, claim}. Refuses half of it, roles that are
    not among `known_roles`, and a second factor of our own (`own_factor`), which nobody would be asked for.
    """
    names = ("PARLEY_OIDC", "PARLEY_OIDC_CLIENT", "PARLEY_OIDC_SECRET", "PARLEY_OIDC_CLAIM")
    issuer, client, key, claim = (os.environ.get(name, "").strip() for name in names)
    mapped = words("PARLEY_OIDC_ROLES", r"[^=]+=[^=]+", "parley-editors=Editor")
    if not (issuer or client or key or claim or mapped):
        return None
    if not re.fullmatch(ISSUER, issuer):
        raise ImproperlyConfigured(
            f"PARLEY_OIDC must be the address of a provider, https://login.example, not {issuer!r}."
        )
    if not client or not key:
        missing = "PARLEY_OIDC_SECRET" if client else "PARLEY_OIDC_CLIENT"
        raise ImproperlyConfigured(f"{missing} must be set too: as what Parley is known to {issuer}.")
    if own_factor:
        raise ImproperlyConfigured(
            "PARLEY_STAFF_FACTOR must be 0 with PARLEY_OIDC: the provider asks for the second factor."
        )
    roles: dict[str, str] = {}
    for entry in mapped:
        group, _, role = (part.strip() for part in entry.partition("="))
        if role not in known_roles or group in roles:
            raise ImproperlyConfigured(
                f"PARLEY_OIDC_ROLES: {entry!r} makes no sense: each group once, with one of {', '.join(known_roles)}."
            )
        roles[group] = role
    return {"issuer": issuer.rstrip("/"), "client": client, "secret": key, "roles": roles, "claim": claim or "groups"}
