"""Keeps this process from talking to machines that no setting names.

An audit hook of Python's: it sees every connection and every look-up of a name that goes through
Python's sockets, also those of libraries, and cannot be taken out again (PEP 578). Compiled code
with sockets of its own is not seen: of what Sunto uses, that is llama.cpp's server, which listens
on loopback, and Qt, whose network classes are used for local sockets only.
"""

import ipaddress
import logging
import socket
import sys
import threading
from collections.abc import Iterable
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

ADDRESS_SETTINGS = (
    "OLLAMA_HOST",
    "SUNTO_OPENAI_URL",
    "SUNTO_BROKER_URL",
    "SUNTO_SMTP_URL",
    "SUNTO_WEBHOOK_URL",
)
"""Variables of the environment that name machines a person wants us to talk to."""

LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost", "localhost.localdomain"})
_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOKS_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class EgressRefused(PermissionError):
    """Somebody here wanted to talk to a machine that no setting names."""


class _Guard:
    """What is allowed in this process; hosts are only ever added."""

    def __init__(self) -> None:
        self._hosts: frozenset[str] = frozenset()
        self._own = threading.local()
        self._is_installed = False

    def allow(self, address: str) -> None:
        self._hosts |= {host_of(address)}

    def install(self) -> None:
        if not self._is_installed:
            self._is_installed = True
            sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _CONNECTS:
            address = arguments[1]
            if isinstance(address, tuple) and not self._may_reach(str(address[0])):
                self._refuse(str(address[0]))
        elif event in _LOOKS_UP and not getattr(self._own, "looks_up", False):
            name = arguments[0]
            host = name.decode(errors="replace") if isinstance(name, bytes) else str(name or "")
            if not self._may_reach(host):
                self._refuse(host)

    def _may_reach(self, host: str) -> bool:
        lower = host.casefold().rstrip(".")
        if lower in LOCAL_NAMES or lower in self._hosts or is_local_address(lower):
            return True
        if not _is_address(lower):
            return lower == socket.gethostname().casefold()
        return any(lower in self._addresses(name) for name in self._hosts)

    def _addresses(self, name: str) -> frozenset[str]:
        """What a name stands for now: a connection is made to a number, a setting has a name."""
        if _is_address(name):
            return frozenset((name,))
        self._own.looks_up = True
        try:
            found = socket.getaddrinfo(name, None)
        except OSError:
            return frozenset()
        finally:
            self._own.looks_up = False
        return frozenset(str(entry[4][0]) for entry in found)

    def _refuse(self, host: str) -> None:
        log.error("refused to connect to %s: no setting names it", host)
        raise EgressRefused(f"Sunto does not connect to {host}: no setting names it")


_GUARD = _Guard()


def guard(addresses: Iterable[str] = ()) -> None:
    """From now on, refuse everything but this machine and these addresses (URLs or `host:port`).

    Empty addresses are skipped. May be called again to allow more.
    """
    for address in addresses:
        allow(address)
    _GUARD.install()


def allow(address: str) -> None:
    """Let this process talk to the machine of a URL or `host[:port]` that a setting names."""
    if address.strip():
        _GUARD.allow(address)


def public_address(address: str) -> str:
    """A URL as it may be shown: without the name and password that it may hold."""
    scheme, mark, rest = address.partition("://")
    if not mark:
        return address.rpartition("@")[2]
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}"


def place_of(address: str) -> str:
    """A server's address in short: the host, and the port if it has one."""
    shown = public_address(address.strip())
    return (shown.partition("://")[2] or shown).partition("/")[0]


def is_elsewhere(address: str) -> bool:
    """Whether the server at an address is on another computer; no address is none."""
    return bool(address.strip()) and not is_local_address(host_of(address))


def host_of(address: str) -> str:
    """The host of a URL or of `host[:port]`, in lower case; empty where there is none."""
    text = address.strip()
    url = text if "://" in text else f"//{text}"
    try:
        return (urlsplit(url).hostname or "").casefold().rstrip(".")
    except ValueError:
        return ""


def is_local_address(host: str) -> bool:
    """Whether `host` (a name or a number) can only be this machine."""
    if host.casefold() in LOCAL_NAMES:
        return True
    try:
        number = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    # 0.0.0.0 is what servers are told to listen on; clients reach themselves by it.
    return number.is_loopback or number.is_unspecified


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
