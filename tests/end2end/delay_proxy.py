"""A long way to a server: passes connections on, every byte so much later, in either direction.

python -m tests.end2end.delay_proxy ADDRESS PORT TARGET TARGET_PORT DELAY_S
"""

import asyncio
import sys
from contextlib import suppress

BLOCK = 1 << 16
BLOCKS_ON_THE_WAY = 256


async def serve(address: str, port: int, target: str, target_port: int, delay_s: float) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(target, target_port)
        await asyncio.gather(
            pass_on(reader, far_writer, delay_s), pass_on(far_reader, writer, delay_s)
        )

    server = await asyncio.start_server(connected, address, port)
    await server.serve_forever()


async def pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay_s: float
) -> None:
    """What arrives leaves later, as much at a time as a wide line carries."""
    way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(BLOCKS_ON_THE_WAY)
    now = asyncio.get_running_loop().time

    async def arrive() -> None:
        block = b"first"
        while block:
            try:
                block = await reader.read(BLOCK)
            except OSError:
                block = b""
            await way.put((now() + delay_s, block))

    async def leave() -> None:
        while True:
            due, block = await way.get()
            await asyncio.sleep(max(0.0, due - now()))
            if not block:
                break
            writer.write(block)
            with suppress(OSError):
                await writer.drain()
        writer.close()

    await asyncio.gather(arrive(), leave())


if __name__ == "__main__":
    asyncio.run(
        serve(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5]))
    )
