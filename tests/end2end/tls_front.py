"""TLS before a broker that knows none (the bundled build): ends it and passes the rest on.

python -m tests.end2end.tls_front CERTIFICATE KEY PORT TARGET_PORT
"""

import asyncio
import socket
import ssl
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.end2end.machines import ROOT, free_port

BLOCK = 1 << 16


class TlsFront:
    """A context manager: a process that listens on a port of loopback with this certificate."""

    def __init__(self, certificate: Path, key: Path, target_port: int) -> None:
        self.port = free_port()
        ports = [str(self.port), str(target_port)]
        self._command = [sys.executable, "-m", "tests.end2end.tls_front", certificate, key, *ports]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, cwd=ROOT, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("the front did not start")

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


async def serve(certificate: str, key: str, port: int, target_port: int) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target_port)
        await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer))

    server = await asyncio.start_server(connected, "127.0.0.1", port, ssl=context)
    await server.serve_forever()


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while block := await reader.read(BLOCK):
            writer.write(block)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
