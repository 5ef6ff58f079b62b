"""Documents on their way through a shared broker, known by their SHA-256.

In pieces, so that no single command is large or slow; with an expiry, so that nothing stays for
ever; and gone with the last job that needs them.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import cast

from redis import Redis

from worker.contract.names import blob_key, blob_users_key

PIECE_BYTES = 1 << 20
LARGEST_BYTES = 256_000_000
"""A broker holds everything in memory, for everybody."""
LIFE_S = 7 * 24 * 3600

_SIZE = "size"
# The last job takes the document along, whatever others do at the same moment.
_LEAVE = """
redis.call('srem', KEYS[2], ARGV[1])
if redis.call('scard', KEYS[2]) == 0 then return redis.call('del', KEYS[1], KEYS[2]) end
return 0
"""


class TooLarge(Exception):
    """The document has more bytes than a broker is burdened with."""


class BlobGone(Exception):
    """The broker does not hold this document, or not whole."""


def put(client: Redis, prefix: str, sha256: str, file: Path, job_id: str) -> None:
    """Lay a document into the broker for one more job; one that is there is not sent again.

    Raises:
        TooLarge
        OSError, redis.RedisError
    """
    if file.stat().st_size > LARGEST_BYTES:
        raise TooLarge(sha256)
    blob, users = prefix + blob_key(sha256), prefix + blob_users_key(sha256)
    client.sadd(users, job_id)
    client.expire(users, LIFE_S)
    if client.expire(blob, LIFE_S) and client.hexists(blob, _SIZE):
        return
    with file.open("rb") as source:
        size = 0
        while piece := source.read(PIECE_BYTES):
            client.hset(blob, str(size // PIECE_BYTES), cast(str, piece))
            size += len(piece)
    # Last: whoever finds it finds all of it.
    client.hset(blob, _SIZE, str(size))
    client.expire(blob, LIFE_S)


def leave(client: Redis, prefix: str, sha256: str, job_id: str) -> None:
    """This job needs the document no more."""
    client.eval(_LEAVE, 2, prefix + blob_key(sha256), prefix + blob_users_key(sha256), job_id)


def fetch(client: Redis, prefix: str, sha256: str, target: Path) -> None:
    """Write a document to `target`, whole or not at all.

    Raises:
        BlobGone: it is not there, or what is there is something else.
        OSError, redis.RedisError
    """
    blob = prefix + blob_key(sha256)
    size = client.hget(blob, _SIZE)
    if size is None:
        raise BlobGone(sha256)
    digest = hashlib.sha256()
    handle, name = tempfile.mkstemp(prefix="fetching-", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for number in range(-(-int(size) // PIECE_BYTES)):
                piece = client.hget(blob, str(number))
                if not isinstance(piece, bytes):
                    raise BlobGone(sha256)
                digest.update(piece)
                file.write(piece)
        if digest.hexdigest() != sha256:
            raise BlobGone(sha256)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
