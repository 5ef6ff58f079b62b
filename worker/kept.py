"""Which keys of the broker hold what was made of a document: so that it can be forgotten.

Notes lie under digests that tell nothing of where they came from; this is the way back.
"""

import time
from collections.abc import Sequence

from redis import Redis

from worker.contract import names

NOTE_TTL_S = 30 * 24 * 3600
"""What nobody has used for so long goes."""


def remember(notes: Redis, prefix: str, sha256: str, keys: Sequence[str]) -> None:
    """Note that these keys (without `prefix`) hold something of a document; done before they do.

    Raises:
        redis.RedisError
    """
    kept = prefix + names.kept_key(sha256)
    pipe = notes.pipeline()
    pipe.zadd(prefix + names.DOCUMENTS_KEY, {sha256: time.time()})
    if keys:
        pipe.sadd(kept, *keys)
        pipe.expire(kept, NOTE_TTL_S)
    pipe.execute()
