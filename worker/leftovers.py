"""What kombu keeps of messages at a shared broker whose worker has died.

Nobody delivers them again (`celery_app.NEVER_REDELIVER_S`): their owner has sent the job anew, and
they would stay for ever. One that was taken a week ago is in nobody's hands: what its attempt
needs at the broker is gone by then, and acknowledging it, should anybody still do so, is no error.
"""

import time

from redis import Redis

MESSAGES_KEY, TIMES_KEY = "unacked", "unacked_index"
"""kombu's names: a hash of messages by delivery, and a sorted set of when each was taken."""

LEFT_AFTER_S = 7 * 24 * 3600
MOST_AT_ONCE = 1000


def sweep(client: Redis, prefix: str) -> int:
    """Throw away what was left behind, and say how much that was.

    Raises:
        redis.RedisError
    """
    times = prefix + TIMES_KEY
    oldest = time.time() - LEFT_AFTER_S
    left = client.zrangebyscore(times, "-inf", oldest, start=0, num=MOST_AT_ONCE)
    if left:
        pipe = client.pipeline()
        pipe.hdel(prefix + MESSAGES_KEY, *left)
        pipe.zrem(times, *left)
        pipe.execute()
    return len(left)
