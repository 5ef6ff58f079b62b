"""Names both sides must agree on: Celery tasks, queues and the keys beside Celery's own.

One place, so that a task is sent by name and a key is never spelt twice.
"""

from enum import IntEnum, StrEnum


class TaskName(StrEnum):
    """Celery tasks, as they are sent and as Flower shows them."""

    SUMMARISE = "sunto.summarise"
    RECOGNISE = "sunto.recognise"
    PLAN = "sunto.plan"
    NOTE = "sunto.note"
    COMBINE = "sunto.combine"
    DELIVER = "sunto.deliver"
    LOOK = "sunto.look"


class QueueName(StrEnum):
    """Two queues that the worker reads in turn, so that a short document passes a long one."""

    SMALL = "small"
    LARGE = "large"


LOCAL_QUEUE = "local"
"""What only this computer can do, such as sending a file of its outbox: read by a process of its
own, which no worker elsewhere is, and which no summary keeps waiting."""

LOOK_QUEUE = "look"
"""Documents whose length is to be told before their turn; the bundled broker's own worker reads it,
in turn with the others, so that a look need not wait for all parts of a job."""

SHARED_PREFIX = "sunto:"
"""Everything of ours in a broker that may hold other things."""

PROTOCOL = 1
"""Raised with every change of the messages: a queue is read by workers that understand it."""


class Database(IntEnum):
    """Database numbers of the bundled broker."""

    MESSAGES = 0
    RESULTS = 1
    """Celery's results and our progress, wishes and parts: everything that dies with an owner."""
    NOTES = 2
    """Notes, kept over restarts: they cost engine time and can be used again."""


ENGINE_STATUS_KEY = "engine:status"

SILENT_KEY = "silent"
"""Attempts that a process of the worker has in hand which shows no sign of life (JSON list)."""

REFUSED_KEY = "refused"
"""How many messages were refused since the worker was started."""

MEASURED_KEY = "measured"
"""List of `Measured` that the owner has not taken yet."""

WORKERS_KEY = "workers"
"""Set of the workers that have told of themselves; who is alive has a `worker_key`."""


def shared_queue(size: QueueName) -> str:
    """A queue for any worker: documents that are to be read and planned."""
    return f"{size}.{PROTOCOL}"


def model_queue(size: QueueName, model: str, digest: str) -> str:
    """A queue for the workers that have this model: its documents, or parts planned for it."""
    return f"{shared_queue(size)}@{model}#{digest[:12]}"


def size_of(queue: str) -> QueueName:
    """The size of the documents whose tasks a queue carries."""
    return QueueName(queue.partition(".")[0])


def worker_key(worker: str) -> str:
    """Where a worker's newest `WorkerStatus` stands: its sign of life, gone soon after it."""
    return f"worker:{worker}"


def engine_lease_key(place: str) -> str:
    """Who may talk to the engine at `place` (machine, or address where it is elsewhere)."""
    return f"lease:engine:{place}"


def claim_key(note_key: str) -> str:
    """Who makes this note now: nobody else begins it while that worker shows signs of life."""
    return f"claim:{note_key}"


def flights_key(attempt_id: str) -> str:
    """Hash of an attempt's Celery tasks that are being worked on, each with its worker."""
    return f"flights:{attempt_id}"


def machines_key(attempt_id: str) -> str:
    """Hash of the machines that worked on an attempt, each with how many parts it made."""
    return f"machines:{attempt_id}"


def parts_queue_key(attempt_id: str) -> str:
    """The queue that the parts of an attempt wait in."""
    return f"queue:{attempt_id}"


def blob_key(sha256: str) -> str:
    """Hash with the pieces of a document that workers elsewhere fetch."""
    return f"blob:{sha256}"


def blob_users_key(sha256: str) -> str:
    """Set of the jobs for which a document lies in the broker."""
    return f"blob-users:{sha256}"


def progress_key(attempt_id: str) -> str:
    """Where the newest `Progress` of an attempt stands."""
    return f"progress:{attempt_id}"


def done_key(attempt_id: str) -> str:
    """Counter of the parts an attempt has finished."""
    return f"done:{attempt_id}"


def found_key(attempt_id: str) -> str:
    """The newest points of an attempt that is under way: read only when somebody looks at it."""
    return f"found:{attempt_id}"


def wish_key(attempt_id: str) -> str:
    """What the owner wants of an attempt (`Wish`); no such key means: the attempt is stale."""
    return f"wish:{attempt_id}"


def look_key(sha256: str) -> str:
    """Where a worker leaves how long a document is (`Looked`)."""
    return f"look:{sha256}"


def plan_key(attempt_id: str) -> str:
    """Where the `summarise` task leaves what the parts and `combine` need."""
    return f"plan:{attempt_id}"


def parts_key(attempt_id: str) -> str:
    """Hash of the texts that wait for their `note` tasks, by index: one key, so that it can go."""
    return f"parts:{attempt_id}"


def page_texts_key(attempt_id: str) -> str:
    """Where the words of the document's pages wait for the owner (`contract.page_texts`)."""
    return f"texts:{attempt_id}"


def tries_key(attempt_id: str) -> str:
    """How often each message of an attempt was delivered: the brake for what kills its process."""
    return f"tries:{attempt_id}"


def spoiled_key(attempt_id: str) -> str:
    """There once a part could not be done: the others need not begin."""
    return f"spoiled:{attempt_id}"


def recognised_key(sha256: str, page: int, version: str) -> str:
    """Where the recognised text of a page that is a picture is kept."""
    return f"ocr:{sha256}:{page}:{version}"


def note_key(digest: str) -> str:
    """Where a note is kept, under the digest of everything that shaped it."""
    return f"note:{digest}"


DOCUMENTS_KEY = "documents"
"""Sorted set of the documents of which the broker keeps anything, by when that was last used."""


def kept_key(sha256: str) -> str:
    """Set of the keys that are kept of a document beyond its jobs: its notes, its read pictures."""
    return f"kept:{sha256}"


def attempt_id(job_id: str, attempt: int) -> str:
    """The Celery task id of one try at a job: an id that has finished cannot be sent again."""
    return f"{job_id}.{attempt}"


def job_of(attempt: str) -> str:
    """The job that an attempt id belongs to."""
    return attempt.rpartition(".")[0]


def is_model_file(name: str) -> bool:
    """Whether a model's name means a GGUF file, not a model of some server."""
    return name.lower().endswith(".gguf")
