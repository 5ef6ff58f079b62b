"""The guard cannot be taken out again, so each case runs in a process of its own."""

import socket
import subprocess
import sys

import pytest

from worker.contract.egress import host_of, is_local_address

TRY = """
import socket, sys
from worker.contract.egress import EgressRefused, guard
guard(sys.argv[2:])
host, port = sys.argv[1].rsplit(":", 1)
try:
    socket.create_connection((host, int(port)), timeout=0.2)
    print("connected")
except EgressRefused:
    print("refused")
except OSError as error:
    print("tried")
"""
ELSEWHERE = "192.0.2.7"
"""An address for examples (RFC 5737): nobody is there."""


def attempt(target: str, *allowed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", TRY, target, *allowed], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert attempt(f"127.0.0.1:{port}") == "connected"


@pytest.mark.parametrize("target", [f"{ELSEWHERE}:80", "2001:db8::1:80", "example.invalid:443"])
def test_other_machines_are_refused(target: str) -> None:
    assert attempt(target) == "refused"


@pytest.mark.parametrize(
    "setting", [f"http://{ELSEWHERE}:11434", f"{ELSEWHERE}:11434", f"rediss://u:p@{ELSEWHERE}/0"]
)
def test_a_machine_that_a_setting_names_is_tried(setting: str) -> None:
    assert attempt(f"{ELSEWHERE}:80", setting) == "tried"
    assert attempt("192.0.2.8:80", setting) == "refused"


def test_a_name_is_allowed_under_the_number_it_stands_for() -> None:
    assert attempt("example.invalid:80", "https://example.invalid/v1") == "tried"


def test_packets_without_a_connection_are_refused_too() -> None:
    code = (
        "import socket; from worker.contract.egress import EgressRefused, guard; guard()\n"
        "try: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.7', 53))\n"
        "except EgressRefused: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://Server.example:11434/v1", "server.example"),
        ("server.example", "server.example"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("redis://:secret@10.0.0.5:6379/0", "10.0.0.5"),
        ("", ""),
    ],
)
def test_hosts_of_settings(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "0.0.0.0"])
def test_local_addresses(host: str) -> None:
    assert is_local_address(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.2", "example.org", "127.example.org"])
def test_addresses_elsewhere(host: str) -> None:
    assert not is_local_address(host)
