"""The way to a mail server: reached, protected as asked, and named when it cannot be.

Nothing is sent over a way that is not protected, except to this computer. A certificate counts
only if an authority of the system vouches for it and it bears the name that was asked for.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from worker.contract.delivery import MailServer
from worker.contract.sending_states import Problem, Security
from worker.sending.undelivered import Undelivered, one_line

EHLO_NAME = "[127.0.0.1]"
"""As mail programs do it: the name of this computer is nobody's business."""

HOST_MISMATCH = {62, 64}
"""X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH of OpenSSL."""


def open_connection(server: MailServer, timeout_s: float) -> smtplib.SMTP:
    """A connection that has said hello and is protected as `server` asks for.

    Raises:
        Undelivered: it cannot be had.
    """
    with reasons(server):
        smtp = _connected(server, timeout_s)
        try:
            _require_private_way(server, smtp)
            smtp.ehlo_or_helo_if_needed()
            if server.security is Security.STARTTLS:
                _start_tls(server, smtp)
        except BaseException:
            smtp.close()
            raise
    return smtp


@contextmanager
def reasons(server: MailServer) -> Iterator[None]:
    """Put what sockets, TLS and smtplib raise into one of our problems.

    Raises:
        Undelivered: instead of whatever was raised.
    """

    def because(problem: Problem, reason: str = "") -> Undelivered:
        return Undelivered(problem, host=server.host, port=server.port, reason=reason)

    try:
        yield
    except ssl.SSLCertVerificationError as error:
        wrong_host = error.verify_code in HOST_MISMATCH
        problem = Problem.WRONG_HOST if wrong_host else Problem.CERTIFICATE
        raise because(problem, error.verify_message) from error
    except ssl.SSLError as error:
        raise because(Problem.NO_TLS) from error
    except socket.gaierror as error:
        raise because(Problem.NAME_NOT_FOUND) from error
    except TimeoutError as error:
        raise because(Problem.TIMED_OUT) from error
    except ConnectionRefusedError as error:
        raise because(Problem.CONNECTION_REFUSED) from error
    except smtplib.SMTPServerDisconnected as error:
        # smtplib wraps a socket's time-out in this one.
        timed_out = isinstance(error.__context__, TimeoutError)
        problem = Problem.TIMED_OUT if timed_out else Problem.CONNECTION_LOST
        raise because(problem) from error
    except smtplib.SMTPResponseException as error:
        reply = f"{error.smtp_code} {one_line(error.smtp_error)}"
        raise Undelivered(Problem.LATER, host=server.host, reply=reply) from error
    except ConnectionError as error:
        raise because(Problem.CONNECTION_LOST) from error
    except UnicodeError as error:
        # A name that cannot be a host name: looking it up fails before it is asked for.
        raise because(Problem.NAME_NOT_FOUND) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise because(Problem.UNREACHABLE, reason) from error


def _connected(server: MailServer, timeout_s: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            local_hostname=EHLO_NAME,
            timeout=timeout_s,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(server.host, server.port, local_hostname=EHLO_NAME, timeout=timeout_s)


def _start_tls(server: MailServer, smtp: smtplib.SMTP) -> None:
    if not smtp.has_extn("starttls"):
        raise Undelivered(Problem.NO_TLS, host=server.host, port=server.port)
    smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo()


def _require_private_way(server: MailServer, smtp: smtplib.SMTP) -> None:
    """A way without protection must end on this computer: asked of the socket, not of the name."""
    if server.security is not Security.PLAIN or smtp.sock is None:
        return
    address = str(smtp.sock.getpeername()[0])
    if not ip_address(address.partition("%")[0]).is_loopback:
        raise Undelivered(Problem.PLAIN_FORBIDDEN, is_final=True, host=server.host)
