"""TLS before a broker that knows none (the bundled build): ends it and passes the rest on.

python -m tests.end2end.tls_front CERTIFICATE KEY ADDRESS PORT TARGET_PORT
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
    """A context manager: a process that listens with this certificate, on loopback as a rule."""

    def __init__(
        self,
        certificate: Path,
        key: Path,
        target_port: int,
        *,
        address: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.port = port or free_port()
        self._address = address
        self._command = [sys.executable, "-m", "tests.end2end.tls_front", certificate, key]
        self._command += [address, str(self.port), str(target_port)]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, cwd=ROOT, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex((self._address, self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("the front did not start")

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


async def serve(certificate: str, key: str, address: str, port: int, target_port: int) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target_port)
        await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer))

    server = await asyncio.start_server(connected, address, port, ssl=context)
    await server.serve_forever()


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while block := await reader.read(BLOCK):
            writer.write(block)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])))
