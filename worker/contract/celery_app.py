"""The Celery app both sides share, without tasks, and the addresses of the broker behind it.

Celery and the broker's client are imported when they are first used: who only starts the worker, so
that it can load the same, must not load them first.
"""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from worker.contract.loopback import Loopback
from worker.contract.names import LOCAL_QUEUE, LOOK_QUEUE, SHARED_PREFIX, Database, QueueName

if TYPE_CHECKING:
    from celery import Celery
    from redis import Redis

SOCKET_TIMEOUT_S = 10.0
"""Long enough for a busy machine; short enough that a broker which is gone is noticed."""

DONE_IS_FOREVER = None
"""Results stay until the owner has harvested them, however long the program was closed."""

SHARED_RESULTS_S = 30 * 24 * 3600
"""In a shared broker they wait for their owner over holidays, and are gone when it never comes."""

NEVER_REDELIVER_S = 10 * 365 * 24 * 3600
"""Redelivery on a timer would run slow parts twice; the owner makes new attempts instead."""


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """Where a Redis-compatible broker listens: the bundled one's socket or a shared one's URL.

    The bundled broker has a database for each purpose. A shared one may hold other things, so
    there everything lies in the URL's database behind `prefix`, and other people's work beside it.
    """

    socket: Path | None = None
    """The bundled broker's; without unix sockets, the file that stands for it (`loopback`)."""
    url: str = ""
    ca: str = ""
    """PEM file of the authority that signed the certificate of a `rediss://` broker; empty: those
    that the system trusts."""
    library: str = ""
    """Whose outbox is meant, where others have theirs at the same broker."""

    @property
    def is_bundled(self) -> bool:
        """Whether this is the broker that Sunto started for itself."""
        return self.socket is not None

    @property
    def prefix(self) -> str:
        """What the name of every key of ours begins with."""
        return "" if self.is_bundled else SHARED_PREFIX

    @property
    def local_queue(self) -> str:
        """The queue of what only one computer can do."""
        return LOCAL_QUEUE if self.is_bundled else f"{LOCAL_QUEUE}.{self.library}"

    def tls(self) -> dict[str, Any]:
        """What redis and kombu need to know to trust the other end; empty without TLS."""
        if not self.url.startswith("rediss://"):
            return {}
        authority = {"ssl_ca_certs": self.ca} if self.ca else {}
        return {"ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True, **authority}

    def celery_url(self, database: Database) -> str:
        """The address of one database as kombu and Celery's result backend read it."""
        if self.socket is None:
            return self.url
        if loopback := Loopback.read(self.socket):
            return loopback.url(int(database))
        return f"redis+socket://{quote(str(self.socket))}?virtual_host={int(database)}"

    def connect(self, database: Database, *, timeout_s: float = SOCKET_TIMEOUT_S) -> "Redis":
        """A client of one database; connects at its first command. Decodes nothing."""
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        # No retries: the owner and the worker have their own answer to a broker that is gone.
        retry = Retry(NoBackoff(), 0)
        if self.socket is not None and not self.socket.is_file():
            return Redis(
                unix_socket_path=str(self.socket),
                db=int(database),
                socket_timeout=timeout_s,
                retry=retry,
            )
        return Redis.from_url(
            self.celery_url(database),
            socket_timeout=timeout_s,
            socket_connect_timeout=timeout_s,
            retry=retry,
            **self.tls(),
        )


LOST_WAIT_S = 1.0
"""How long the last word of a process of the pool that has died is waited for: it comes through a
pipe, if there is one. Then its task is given to another."""


def make_app(broker: BrokerAddress) -> "Celery":
    """A Celery app for this broker; the worker registers its tasks on it."""
    from celery import Celery

    app = Celery(
        "sunto",
        broker=broker.celery_url(Database.MESSAGES),
        backend=broker.celery_url(Database.RESULTS),
        set_as_current=False,
    )
    sockets = {
        "socket_timeout": SOCKET_TIMEOUT_S,
        "socket_connect_timeout": SOCKET_TIMEOUT_S,
        "retry_on_timeout": False,
    }
    app.conf.update(
        task_serializer="json",
        result_serializer="json",
        accept_content=["json"],
        result_expires=DONE_IS_FOREVER if broker.is_bundled else SHARED_RESULTS_S,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_track_started=True,
        worker_lost_wait=LOST_WAIT_S,
        worker_prefetch_multiplier=1,
        task_queues={
            name: {"exchange": name, "routing_key": name}
            for name in (*map(str, QueueName), LOOK_QUEUE, broker.local_queue)
        },
        task_default_queue=str(QueueName.SMALL),
        # In a shared broker there is a queue for each model that a worker has.
        task_create_missing_queues=not broker.is_bundled,
        broker_transport_options={
            **sockets,
            "queue_order_strategy": "round_robin",
            "visibility_timeout": NEVER_REDELIVER_S,
            "global_keyprefix": broker.prefix,
        },
        result_backend_transport_options={"global_keyprefix": broker.prefix},
        redis_socket_timeout=SOCKET_TIMEOUT_S,
        redis_socket_connect_timeout=SOCKET_TIMEOUT_S,
        broker_use_ssl=broker.tls() or None,
        redis_backend_use_ssl=broker.tls() or None,
        broker_connection_retry_on_startup=True,
        # A worker elsewhere outlasts its broker's weekend.
        broker_connection_max_retries=None,
        worker_hijack_root_logger=False,
        timezone="UTC",
    )
    return app
