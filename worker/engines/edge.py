"""Where errors from outside become ours: once, for everything that speaks HTTP to an engine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from worker.contract.egress import public_address
from worker.engines.engine import (
    BadAddress,
    EngineAway,
    EngineBusy,
    EngineError,
    EngineRefused,
    ModelMissing,
)

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be different the next time."""

LOCKED = frozenset({401, 402, 403})
"""A key that is wrong, or an account that is: the job waits until a person has seen to it."""

_NEVER_LOADS = ("unable to load model", "unsupported model", "unknown model architecture")


@contextmanager
def edge(address: str) -> Iterator[None]:
    """Translate what httpx raises while something is asked of the engine at `address`.

    Raises:
        EngineAway: no connection, cut off, an unreadable answer, an error that may pass.
        ModelMissing: 404.
        EngineRefused: any other refusal.
        BadAddress: there is no such address.
    """
    address = public_address(address)
    try:
        yield
    except httpx.HTTPStatusError as error:
        response = error.response
        raise refusal(response.status_code, said(response), asked_pause_s(response)) from error
    except (httpx.TransportError, httpx.StreamError, ConnectionError) as error:
        raise EngineAway(f"{address}: {error or type(error).__name__}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise EngineAway(f"{address}: unreadable answer ({error})") from error
    except (httpx.InvalidURL, UnicodeError) as error:  # a name that cannot be looked up
        raise BadAddress(address) from error


def refusal(status: int, message: str, again_after_s: float | None = None) -> EngineError:
    """The error that an HTTP status stands for; -1 is an error line inside a stream."""
    if any(words in message.lower() for words in _NEVER_LOADS):
        return EngineRefused(message)
    if status in LOCKED:
        return EngineAway(f"{message} ({status})")
    if status in PASSING or status < 0:
        return EngineBusy(f"{message} ({status})", again_after_s)
    if status == 404:
        return ModelMissing(message)
    return EngineRefused(f"{message} ({status})")


def asked_pause_s(response: httpx.Response) -> float | None:
    """What the server asks for in `Retry-After`, where that is a number of seconds."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else None


def said(response: httpx.Response) -> str:
    """What an engine wrote about its refusal, however it wraps it."""
    try:
        response.read()
        error = response.json()["error"]
    except (httpx.HTTPError, httpx.StreamError, ValueError, KeyError, TypeError):
        return response.reason_phrase
    return str(error.get("message", error)) if isinstance(error, dict) else str(error)
