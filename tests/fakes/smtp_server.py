"""A real SMTP server (aiosmtpd) whose faults are scripted, one a message."""

import asyncio
import socket
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "ada", "pässword ☕"


class Fault(StrEnum):
    """What goes wrong with a message; HANG_… waits there until the server is closed."""

    NONE = "none"
    GREYLIST = "greylist"
    NO_SUCH_USER = "no_such_user"
    FULL = "full"
    FULL_AFTER = "full_after"
    SPAM = "spam"
    LATER_AFTER = "later_after"
    CUT_AT_MAIL = "cut_at_mail"
    CUT_IN_DATA = "cut_in_data"
    CUT_AFTER_TAKEN = "cut_after_taken"
    CUT_BEFORE_TAKEN = "cut_before_taken"
    SLOW = "slow"
    HANG_AT_MAIL = "hang_at_mail"
    HANG_AT_RCPT = "hang_at_rcpt"
    HANG_AT_DATA = "hang_at_data"
    HANG_BEFORE_TAKEN = "hang_before_taken"
    HANG_AFTER_TAKEN = "hang_after_taken"


@dataclass(frozen=True)
class Taken:
    """One message the server took."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    options: tuple[str, ...]
    is_protected: bool
    user: str | None

    @property
    def message(self) -> EmailMessage:
        """The message as the standard library reads it."""
        found = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class MailServer:
    """Takes mail on loopback; a context manager."""

    certificate: ssl.SSLContext | None = None
    is_tls: bool = False
    """TLS from the first byte; else STARTTLS, if there is a certificate."""
    needs_login: bool = True
    size_limit: int = 30_000_000
    knows_utf8: bool = True
    faults: list[Fault] = field(default_factory=list)
    """For the next messages; then all goes well."""
    slow_s: float = 0.5
    taken: list[Taken] = field(default_factory=list)
    answered: list[Taken] = field(default_factory=list)
    """Those of `taken` whose sender was told so."""
    connections: int = 0
    conversations: list[SMTP] = field(default_factory=list, repr=False)
    reached: threading.Event = field(default_factory=threading.Event)
    """Set when a fault's place has been reached."""

    def __enter__(self) -> Self:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._controller = _Controller(self)
        self._controller.start()
        # It connects to itself once.
        self.connections = 0
        return self

    def __exit__(self, *_: object) -> None:
        loop = self._controller.loop
        asyncio.run_coroutine_threadsafe(self._hang_up(), loop).result(10)
        self._controller.stop()

    async def _hang_up(self) -> None:
        """End what still waits, and give the loop time to notice."""
        for conversation in self.conversations:
            if conversation.transport is not None:
                conversation.transport.abort()
        await asyncio.sleep(0.05)


class _Controller(Controller):
    def __init__(self, mail: MailServer) -> None:
        self._mail = mail
        super().__init__(
            _Handler(mail),
            hostname="127.0.0.1",
            port=mail.port,
            ssl_context=mail.certificate if mail.is_tls else None,
            ready_timeout=20.0,
        )

    def factory(self) -> SMTP:
        mail = self._mail
        mail.connections += 1
        made = _Conversation(
            mail,
            self.handler,
            hostname="mail.example.org",
            loop=self.loop,
            data_size_limit=mail.size_limit,
            enable_SMTPUTF8=mail.knows_utf8,
            tls_context=None if mail.is_tls else mail.certificate,
            authenticator=_authenticate if mail.needs_login else None,
            auth_require_tls=False,
            timeout=60,
        )
        mail.conversations.append(made)
        return made


class _Conversation(SMTP):
    def __init__(self, mail: MailServer, handler: object, **options: object) -> None:
        super().__init__(handler, **options)
        self._mail = mail

    async def smtp_DATA(self, arg: str) -> None:
        fault = getattr(self.envelope, "fault", Fault.NONE)
        if fault in (Fault.CUT_IN_DATA, Fault.HANG_AT_DATA):
            # Once it is told to go on, a sender may have passed its last line before we look.
            if fault is Fault.CUT_IN_DATA:
                await self.push("354 go on")
                await self._reader.readline()
            await _fail(self._mail, self, fault)
            return
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, mail: MailServer) -> None:
        self._mail = mail

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._mail.needs_login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        faults = self._mail.faults
        envelope.fault = faults.pop(0) if faults else Fault.NONE  # type: ignore[attr-defined]
        if envelope.fault in (Fault.CUT_AT_MAIL, Fault.HANG_AT_MAIL):  # type: ignore[attr-defined]
            await _fail(self._mail, server, envelope.fault)  # type: ignore[attr-defined]
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        match envelope.fault:  # type: ignore[attr-defined]
            case Fault.GREYLIST:
                return "451 4.7.1 Greylisted, please come back in 5 minutes"
            case Fault.NO_SUCH_USER:
                return "550 5.1.1 No such user here"
            case Fault.FULL:
                return "552 5.2.2 Mailbox full"
            case Fault.HANG_AT_RCPT:
                await _fail(self._mail, server, Fault.HANG_AT_RCPT)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault, mail = envelope.fault, self._mail  # type: ignore[attr-defined]
        match fault:
            case Fault.FULL_AFTER:
                return "552 5.2.2 Mailbox full"
            case Fault.SPAM:
                return "554 5.7.1 This looks like advertising"
            case Fault.LATER_AFTER:
                return "451 4.3.0 Try again later"
            case Fault.SLOW:
                await asyncio.sleep(mail.slow_s)
            case Fault.CUT_BEFORE_TAKEN | Fault.HANG_BEFORE_TAKEN:
                await _fail(mail, server, fault)
                return "451 4.3.0 Nobody reads this"
        taken = _taken(session, envelope)
        mail.taken.append(taken)
        if fault in (Fault.CUT_AFTER_TAKEN, Fault.HANG_AFTER_TAKEN):
            await _fail(mail, server, fault)
        else:
            mail.answered.append(taken)
        return "250 2.0.0 OK, taken"


async def _fail(mail: MailServer, server: SMTP, fault: Fault) -> None:
    mail.reached.set()
    if fault.value.startswith("hang"):
        while not server.transport.is_closing():
            await asyncio.sleep(0.02)
    server.transport.abort()


def _taken(session: Session, envelope: Envelope) -> Taken:
    content = envelope.original_content
    assert content is not None
    return Taken(
        envelope.mail_from or "",
        tuple(envelope.rcpt_tos),
        content,
        tuple(envelope.mail_options),
        session.ssl is not None,
        session.auth_data.login.decode() if session.auth_data else None,
    )


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right, auth_data=data if is_right else None)
