"""Every path Sunto uses, from one root.

The data directory is moved by `--data-dir` or `SUNTO_DATA_DIR`. What must not outlive the session
(socket, secrets) lies in a runtime directory: private, short enough for a unix socket's 100 bytes
and memory-backed where the system has such a place.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from worker.contract.runtime_folder import SETTINGS, hold

DATA_DIR_ENV = "SUNTO_DATA_DIR"
SOCKET = "broker.sock"
LONGEST_SOCKET = 100
"""Bytes of a unix socket's path: systems allow 103 to 107."""


@dataclass(frozen=True, slots=True)
class DataPaths:
    """Paths of one data directory. Building it touches nothing; `create` makes the folders."""

    root: Path
    runtime: Path

    @classmethod
    def locate(cls, data_dir: Path | None = None) -> "DataPaths":
        """Paths for `data_dir`, else for `SUNTO_DATA_DIR`, else for the user's data directory."""
        chosen = data_dir or os.environ.get(DATA_DIR_ENV) or platformdirs.user_data_path("sunto")
        root = Path(chosen).expanduser().absolute()
        name = "sunto-" + hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:12]
        return cls(root, _runtime_base(name) / name)

    def create(self) -> None:
        """Make the folders, readable by this user alone; the runtime folder stays until `leave`."""
        hold(self.runtime)
        folders = (self.root, self.documents, self.broker, self.models, self.logs, self.outbox)
        for folder in (*folders, self.runtime, self.passwords, self.secrets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_own(self.runtime)

    @property
    def library(self) -> Path:
        """The SQLite file that holds jobs and summaries."""
        return self.root / "library.sqlite3"

    @property
    def search(self) -> Path:
        """The index of names, summaries and pages; can be made again at any time."""
        return self.root / "search.sqlite3"

    @property
    def lock(self) -> Path:
        """Held by the one owner.

        In the data directory, not the runtime directory: two sessions of a person may have
        different runtime directories and still share the data.
        """
        return self.root / "owner.lock"

    @property
    def owner_note(self) -> Path:
        """Who owns the data directory and where its broker listens (JSON, no secrets)."""
        return self.root / "owner.json"

    @property
    def settings(self) -> Path:
        """What the person chose (JSON, no secrets)."""
        return self.root / "settings.json"

    @property
    def documents(self) -> Path:
        """The PDFs as dropped, by SHA-256."""
        return self.root / "documents"

    @property
    def fetched(self) -> Path:
        """Documents of other machines' owners, for which this one works; a cache."""
        return self.root / "fetched"

    @property
    def uploads(self) -> Path:
        """What the HTTP front is being sent, until its copy is among the documents."""
        return self.root / "uploads"

    @property
    def broker(self) -> Path:
        """The broker's append-only file."""
        return self.root / "broker"

    @property
    def broker_damaged(self) -> Path:
        """A file of the broker's that could not be read, for whoever wants to know why."""
        return self.root / "broker-damaged"

    @property
    def models(self) -> Path:
        """Model files of the built-in engine."""
        return self.root / "models"

    @property
    def logs(self) -> Path:
        """Log files of every process."""
        return self.root / "logs"

    @property
    def outbox(self) -> Path:
        """What is being sent: a folder for each try, gone when its outcome is in the library."""
        return self.root / "outbox"

    @property
    def broker_socket(self) -> Path:
        """Where the bundled broker listens."""
        return self.runtime / SOCKET

    @property
    def broker_settings(self) -> Path:
        """Where the bundled broker is told to listen, with its password if it has one (0600)."""
        return self.runtime / SETTINGS

    @property
    def model_server_note(self) -> Path:
        """Address and key of the running built-in model server (0600)."""
        return self.runtime / "model-server.json"

    @property
    def passwords(self) -> Path:
        """Passwords of documents, one file per job (0600)."""
        return self.runtime / "passwords"

    @property
    def secrets(self) -> Path:
        """Secrets of this session that no keyring keeps, one file each (0600)."""
        return self.runtime / "secrets"

    def document(self, sha256: str) -> Path:
        """The copy of a document."""
        return self.documents / f"{sha256}.pdf"

    def page_texts(self, sha256: str) -> Path:
        """The words of a document's pages, once it has been read (`contract.page_texts`)."""
        return self.documents / f"{sha256}.text"

    def password(self, job_id: str) -> Path:
        """The password of a job's document, while there is one."""
        return self.passwords / job_id


def _runtime_base(name: str) -> Path:
    """A private folder that ends with the session, memory-backed on Linux, for a folder `name`."""
    if os.name != "posix":
        return platformdirs.user_runtime_path("sunto")
    session = Path(f"/run/user/{os.getuid()}")
    memory = Path("/dev/shm")  # made private below, and its owner is checked
    places = [Path(tempfile.gettempdir()) / f"sunto-{os.getuid()}"]
    if os.access(memory, os.W_OK):
        places.insert(0, memory / f"sunto-{os.getuid()}")
    if os.access(session, os.W_OK):
        places.insert(0, session / "sunto")
    told = os.environ.get("XDG_RUNTIME_DIR", "")
    if told and os.access(told, os.W_OK):
        places.insert(0, Path(told) / "sunto")
    # A unix socket with a longer path cannot be listened on.
    fitting = (place for place in places if _socket_length(place / name) <= LONGEST_SOCKET)
    return next(fitting, places[-1])


def _socket_length(runtime: Path) -> int:
    return len(os.fsencode(runtime / SOCKET))


def _require_own(folder: Path) -> None:
    """Refuse a runtime folder that somebody else made in a shared place.

    Raises:
        PermissionError: the folder, or the one above it, belongs to another user.
    """
    if os.name != "posix":
        return
    for place in (folder, folder.parent):
        if place.stat().st_uid != os.getuid():
            raise PermissionError(f"{place} belongs to another user")
    folder.chmod(0o700)
