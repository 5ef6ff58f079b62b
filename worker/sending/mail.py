"""Hands one message to a mail server, step by step, and knows at each step what is certain.

Of smtplib we take the single commands: its `sendmail` cannot tell a connection that was lost
before the last line of a message (not taken, by RFC 5321) from one that was lost after it.
"""

import base64
import re
import select
import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from worker.contract.delivery import EmailOrder, Outcome
from worker.contract.sending_states import OutcomeState, Problem
from worker.sending.connection import open_connection, reasons
from worker.sending.undelivered import Undelivered, one_line

END_OF_MESSAGE = b".\r\n"
MAILBOX_FULL = re.compile(rb"[45]\.2\.2\b")
MESSAGE_TOO_LARGE = re.compile(rb"[45]\.(?:3\.4|2\.3)\b")
Answer = tuple[int, bytes]


def send_mail(
    order: EmailOrder, message: bytes, password: str | None, before_last_line: Callable[[], None]
) -> Outcome:
    """Hand in a message; `before_last_line` is called when the server could take it any moment.

    Raises:
        Undelivered: it was not taken, for certain; or, as UNKNOWN_ANSWER, nobody can know.
    """
    smtp = open_connection(order.server, order.command_timeout_s)
    try:
        with reasons(order.server):
            _log_in(smtp, order, password)
            _give_envelope(smtp, order, message)
            _give_body(smtp, message)
        before_last_line()
        with reasons(order.server):
            _require_silence(smtp, order)
        answer = _finish(smtp, order)
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        return answer
    finally:
        smtp.close()


def _log_in(smtp: smtplib.SMTP, order: EmailOrder, password: str | None) -> None:
    """Log in, if there is a user. The way is protected here, so the simplest mechanism serves."""
    user = order.server.user
    if not user:
        return
    if password is None:
        raise Undelivered(Problem.NO_PASSWORD, user=user)
    offered = smtp.esmtp_features.get("auth", "").upper().replace("=", " ").split()
    if "PLAIN" in offered:
        answer = smtp.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
    elif "LOGIN" in offered:
        answer = smtp.docmd("AUTH", "LOGIN " + _base64(user))
        if answer[0] == 334:
            answer = smtp.docmd(_base64(password))
    else:
        raise Undelivered(Problem.NO_LOGIN, is_final=True, host=order.server.host)
    if answer[0] != 235:
        raise Undelivered(Problem.LOGIN, user=user, reply=_reply(answer))


def _give_envelope(smtp: smtplib.SMTP, order: EmailOrder, message: bytes) -> None:
    options = []
    if smtp.has_extn("size"):
        limit = smtp.esmtp_features["size"].strip()
        if limit.isdecimal() and 0 < int(limit) < len(message):
            raise Undelivered(
                Problem.TOO_LARGE, is_final=True, size_bytes=len(message), limit_bytes=int(limit)
            )
        options.append(f"SIZE={len(message)}")
    if not (order.sender.isascii() and order.recipient.isascii()):
        if not smtp.has_extn("smtputf8"):
            raise Undelivered(Problem.NO_UTF8, is_final=True, host=order.server.host)
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    answer = smtp.mail(order.sender, options)
    if answer[0] != 250:
        # Here the size was announced and nothing else: 552 can only be about that (RFC 1870).
        too_large = answer[0] == 552
        _refuse(answer, Problem.TOO_LARGE if too_large else Problem.SENDER, address=order.sender)
    answer = smtp.rcpt(order.recipient)
    if answer[0] not in (250, 251):
        _refuse(answer, _about_mailbox(answer, Problem.RECIPIENT), address=order.recipient)
    answer = smtp.docmd("DATA")
    if answer[0] != 354:
        _refuse(answer, _about_mailbox(answer, Problem.MESSAGE), address=order.recipient)


def _give_body(smtp: smtplib.SMTP, message: bytes) -> None:
    body = re.sub(rb"\r?\n|\r", b"\r\n", message)
    stuffed = re.sub(rb"(?m)^\.", b"..", body)
    smtp.send(stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n")


def _require_silence(smtp: smtplib.SMTP, order: EmailOrder) -> None:
    """A server that has spoken or left before the last line has not taken the message."""
    assert smtp.sock is not None
    has_spoken, _, _ = select.select([smtp.sock], [], [], 0)
    if has_spoken:
        answer = smtp.getreply()
        _refuse(answer, _about_mailbox(answer, Problem.MESSAGE), address=order.recipient)


def _finish(smtp: smtplib.SMTP, order: EmailOrder) -> Outcome:
    """Send the last line and read the answer. Whatever breaks here, nobody knows."""
    assert smtp.sock is not None
    smtp.sock.settimeout(order.answer_timeout_s)
    try:
        smtp.send(END_OF_MESSAGE)
        answer = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(Problem.UNKNOWN_ANSWER, host=order.server.host) from error
    if answer[0] != 250:
        _refuse(answer, _about_mailbox(answer, Problem.MESSAGE), address=order.recipient)
    return Outcome(state=OutcomeState.ACCEPTED, params={"reply": _reply(answer)})


def _about_mailbox(answer: Answer, otherwise: Problem) -> Problem:
    """A server that says 552 means a full mailbox, unless its longer code says otherwise."""
    if MESSAGE_TOO_LARGE.search(answer[1]):
        return Problem.TOO_LARGE
    if answer[0] == 552 or MAILBOX_FULL.search(answer[1]):
        return Problem.MAILBOX_FULL
    return otherwise


def _refuse(answer: Answer, problem: Problem, **params: str | int) -> NoReturn:
    """End the try. 4xx means later; so does a full mailbox, which its owner may empty."""
    for_good = 500 <= answer[0] < 600 and problem is not Problem.MAILBOX_FULL
    if not for_good and problem is not Problem.MAILBOX_FULL:
        problem = Problem.LATER
    raise Undelivered(problem, is_final=for_good, reply=_reply(answer), **params)


def _reply(answer: Answer) -> str:
    return f"{answer[0]} {one_line(answer[1])}"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
