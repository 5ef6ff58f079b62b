"""The mail account: where mail is handed in, as what, and under which name its password is kept."""

from dataclasses import dataclass
from email.headerregistry import Address
from urllib.parse import quote, unquote, urlsplit

from desktop.delivery.address import BadAddress, named_address
from desktop.translation import tr
from worker.contract.delivery import MailServer, is_loopback
from worker.contract.sending_states import Security

PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}


class BadAccount(ValueError):
    """A mail account that cannot be used; the message says why, without what is secret in it."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """What is needed to hand in mail, but for the password."""

    server: MailServer
    sender: Address
    password: str | None = None
    """Only where the environment gave it; else it is kept under `secret_name`."""

    @property
    def secret_name(self) -> str:
        """What the password is kept under."""
        return f"smtp:{self.server.user}@{self.server.host}:{self.server.port}"


def account_of(url: str, sender: str) -> MailAccount | None:
    """The account that two settings describe; None where there is none yet.

    Raises:
        BadAccount: the settings make no sense.
    """
    if not url:
        return None
    server, password = _server_of(url)
    try:
        return MailAccount(server, named_address(sender or server.user), password)
    except BadAddress as error:
        raise BadAccount(tr("The sender's address: {reason}", reason=error)) from error


def url_of(server: MailServer) -> str:
    """A server as the setting holds it: without a password."""
    scheme = {Security.TLS: "smtps", Security.PLAIN: "smtp", Security.STARTTLS: "smtp"}
    name = scheme[server.security]
    if server.security is Security.STARTTLS and is_loopback(server.host):
        name = "smtp+starttls"
    user = f"{quote(server.user, safe='')}@" if server.user else ""
    host = f"[{server.host}]" if ":" in server.host else server.host
    return f"{name}://{user}{host}:{server.port}"


def _server_of(url: str) -> tuple[MailServer, str | None]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAccount(tr("The mail server's address has no sensible form.")) from error
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not host:
        raise BadAccount(tr("The mail server's address must look like smtps://user@host:465."))
    if parts.scheme == "smtps":
        security = Security.TLS
    elif parts.scheme == "smtp" and is_loopback(host):
        security = Security.PLAIN
    else:
        security = Security.STARTTLS
    user = unquote(parts.username or "")
    password = unquote(parts.password) if parts.password is not None else None
    server = MailServer(host=host, port=port or PORTS[security], security=security, user=user)
    return server, password
