"""A certificate authority of the test's own, and mail servers that hold its certificates."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from tests.fakes.smtp_server import MailServer


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The authority, trusted by this process and by those it starts."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return authority


@pytest.fixture
def certificate(trusted: trustme.CA) -> ssl.SSLContext:
    """A server's certificate for localhost that is trusted."""
    return a_certificate(trusted, "localhost", "127.0.0.1")


@pytest.fixture
def new_mail_server(certificate: ssl.SSLContext) -> Iterator[Callable[..., MailServer]]:
    """Makes mail servers; with STARTTLS and a trusted certificate unless it is told otherwise."""
    with ExitStack() as servers:

        def make(**options: object) -> MailServer:
            chosen = {"certificate": certificate, **options}
            return servers.enter_context(MailServer(**chosen))  # type: ignore[arg-type]

        yield make


@pytest.fixture
def mail_server(new_mail_server: Callable[..., MailServer]) -> MailServer:
    return new_mail_server()


def a_certificate(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    return context
