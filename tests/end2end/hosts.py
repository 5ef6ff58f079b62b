"""Several hosts on this machine: network namespaces on a switch of the test's own.

A host has a network and a name; whatever a thread starts inside `Host.entered` is on that host:
its sockets, its processes and its threads. Nothing here touches the machine's own network, and
with the namespaces everything in them goes.
"""

import ctypes
import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

NETWORK = "10.77.0"
_NEW_UTS, _NEW_NET = 0x04000000, 0x40000000
"""From sched.h; `os.setns` came with Python 3.12."""


def why_not() -> str:
    """Why this machine cannot have hosts; empty if it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "network namespaces need root"
    name = f"sunto-{secrets.token_hex(3)}-probe"
    try:
        _ip("netns", "add", name)
        _ip("-n", name, "link", "add", "probe", "type", "bridge")
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no network namespaces here: {error}"
    finally:
        with suppress(OSError, subprocess.CalledProcessError):
            _ip("netns", "del", name)
    return ""


class Host:
    """One machine on the switch."""

    def __init__(self, switch: str, prefix: str, number: int, name: str) -> None:
        self.name = name
        self.address = f"{NETWORK}.{number}"
        self._switch, self._namespace = switch, f"{prefix}-{name}"
        self._port = f"port{number}"
        _ip("netns", "add", self._namespace)
        _ip("-n", self._namespace, "link", "set", "lo", "up")
        there = ("peer", "name", "eth0", "netns", self._namespace)
        _ip("-n", switch, "link", "add", self._port, "type", "veth", *there)
        _ip("-n", switch, "link", "set", self._port, "master", "switch", "up")
        _ip("-n", self._namespace, "addr", "add", f"{self.address}/24", "dev", "eth0")
        _ip("-n", self._namespace, "link", "set", "eth0", "up")
        self._named = _with_name(name)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be on this host: this thread, and what it starts."""
        before = [os.open(f"/proc/thread-self/ns/{kind}", os.O_RDONLY) for kind in ("net", "uts")]
        inside = os.open(f"/run/netns/{self._namespace}", os.O_RDONLY)
        try:
            _enter(inside, _NEW_NET)
            _enter(self._named, _NEW_UTS)
            yield
        finally:
            for handle, kind in zip(before, (_NEW_NET, _NEW_UTS), strict=True):
                _enter(handle, kind)
            for handle in (*before, inside):
                os.close(handle)

    def cut(self) -> None:
        """Pull the cable: packets are lost without a word."""
        _ip("-n", self._switch, "link", "set", self._port, "down")

    def mend(self) -> None:
        """Plug it in again."""
        _ip("-n", self._switch, "link", "set", self._port, "up")

    def remove(self) -> None:
        os.close(self._named)
        _ip("netns", "del", self._namespace)


class Hosts:
    """A switch with hosts on it; a context manager."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._prefix = f"sunto-{secrets.token_hex(3)}"
        self._switch = f"{self._prefix}-switch"
        self._hosts: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        return self._hosts[name]

    def __enter__(self) -> Self:
        _ip("netns", "add", self._switch)
        _ip("-n", self._switch, "link", "add", "switch", "type", "bridge")
        _ip("-n", self._switch, "link", "set", "switch", "up")
        for number, name in enumerate(self._names, start=1):
            self._hosts[name] = Host(self._switch, self._prefix, number, name)
        return self

    def __exit__(self, *_: object) -> None:
        for host in self._hosts.values():
            host.remove()
        _ip("netns", "del", self._switch)


def _with_name(name: str) -> int:
    """A namespace in which the machine is called so, as an open handle."""
    before = os.open("/proc/thread-self/ns/uts", os.O_RDONLY)
    try:
        _check(ctypes.CDLL(None, use_errno=True).unshare(_NEW_UTS))
        Path("/proc/sys/kernel/hostname").write_text(name)
        assert socket.gethostname() == name
        return os.open("/proc/thread-self/ns/uts", os.O_RDONLY)
    finally:
        _enter(before, _NEW_UTS)
        os.close(before)


def _enter(handle: int, kind: int) -> None:
    _check(ctypes.CDLL(None, use_errno=True).setns(handle, kind))


def _check(result: int) -> None:
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
