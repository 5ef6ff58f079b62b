"""Posts a body to an address that the person allowed, signed as standardwebhooks.com describes.

Whoever receives it can tell a second delivery by its id, so a lost answer is simply tried again.
"""

import base64
import hashlib
import hmac
import time
from contextlib import suppress
from urllib.parse import urlsplit

import httpx

from worker.contract.delivery import Outcome, WebhookOrder, is_loopback
from worker.contract.sending_states import OutcomeState, Problem
from worker.sending.undelivered import Undelivered, one_line

TRY_AGAIN = {408, 421, 425, 429}
"""Answers below 500 that mean: later."""


def post(order: WebhookOrder, body: bytes, secret: str) -> Outcome:
    """Post it. Redirects are not followed: the person allowed this address and no other.

    Raises:
        Undelivered: it was not taken, or nobody answered.
    """
    address = urlsplit(order.url)
    host = address.hostname or ""
    if address.scheme != "https" and not (address.scheme == "http" and is_loopback(host)):
        raise Undelivered(Problem.FORBIDDEN_ADDRESS, is_final=True, host=host)
    headers = {"Content-Type": "application/json", "User-Agent": "Sunto"}
    headers |= signature(order.message_id, int(time.time()), body, secret)
    try:
        # Also no proxy of the environment for what goes to this computer.
        client = httpx.Client(timeout=order.timeout_s, trust_env=not is_loopback(host))
        with client, client.stream("POST", order.url, content=body, headers=headers) as answer:
            status, phrase = answer.status_code, one_line(answer.reason_phrase)
    except httpx.TimeoutException as error:
        raise Undelivered(Problem.TIMED_OUT, host=host) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        reason = one_line(str(error)) or type(error).__name__
        raise Undelivered(Problem.UNREACHABLE, host=host, reason=reason) from error
    if 200 <= status < 300:
        return Outcome(state=OutcomeState.ACCEPTED, params={"reply": f"{status} {phrase}"})
    is_final = status < 500 and status not in TRY_AGAIN
    raise Undelivered(Problem.STATUS, is_final=is_final, host=host, reply=f"{status} {phrase}")


def signature(message_id: str, timestamp: int, body: bytes, secret: str) -> dict[str, str]:
    """The headers that prove who sent this and when."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _key(secret: str) -> bytes:
    """The bytes of a secret; the form with `whsec_` before it holds them in base64."""
    if secret.startswith("whsec_"):
        with suppress(ValueError):
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    return secret.encode()
