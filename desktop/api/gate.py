"""Who may come in, and with how much: looked at before a byte of a request's body is taken."""

import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from contextlib import suppress
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

SCHEME = "bearer"


class TooMuch(Exception):
    """A request turned out to be larger than its headers said."""


class Gate:
    """ASGI middleware: a token for everything that is not public, a limit for every body.

    In front of the routes, for they are chosen and called when the body is there already.
    """

    def __init__(self, app: App, *, token: str, public: Collection[str], most_bytes: int) -> None:
        self._app = app
        self._token = token.encode()
        self._public = frozenset(public)
        self._most_bytes = most_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["path"] not in self._public and not self._is_known(headers):
            refusal = JSONResponse(
                {"detail": "A token is needed: Authorization: Bearer …"},
                401,
                headers={"WWW-Authenticate": "Bearer"},
            )
            await refusal(scope, receive, send)
        elif _length(headers) > self._most_bytes:
            await self._too_much()(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Message, receive: Receive, send: Send) -> None:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most_bytes:
                raise TooMuch
            return message

        async def answered(message: Message) -> None:
            # What the routes make of the break is not the reason for it.
            if taken <= self._most_bytes:
                await send(message)

        with suppress(TooMuch):
            await self._app(scope, counted, answered)
        if taken > self._most_bytes:
            await self._too_much()(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == SCHEME and secrets.compare_digest(
            given.strip().encode(), self._token
        )

    def _too_much(self) -> JSONResponse:
        return JSONResponse(
            {"detail": f"More than {self._most_bytes} bytes are not taken."},
            413,
            headers={"Connection": "close"},
        )


def _length(headers: Headers) -> int:
    told = headers.get("content-length", "")
    return int(told) if told.isdecimal() else 0
