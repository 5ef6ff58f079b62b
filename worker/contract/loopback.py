"""Where the bundled broker listens on systems without unix sockets: a port of this computer alone.

Port and password are drawn at each start and stand in a file for this user alone, which lies where
the socket would be. So a broker is a path everywhere, and no argument holds a password.
"""

import json
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Loopback:
    """A port and the password that it asks for."""

    port: int
    password: str

    @classmethod
    def draw(cls) -> "Loopback":
        """A port that is free now, and a new password."""
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            return cls(int(probe.getsockname()[1]), secrets.token_urlsafe(32))

    @classmethod
    def read(cls, file: Path) -> "Loopback | None":
        """What stands in the file; None where there is a socket, or nothing."""
        if not file.is_file():
            return None
        told = json.loads(file.read_text(encoding="utf-8"))
        return cls(int(told["port"]), str(told["password"]))

    def write(self, file: Path) -> None:
        """Write it down, readable by this user alone from the first moment on."""
        file.unlink(missing_ok=True)
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            json.dump({"port": self.port, "password": self.password}, out)

    def url(self, database: int) -> str:
        """The address of one database, password and all."""
        return f"redis://:{self.password}@{HOST}:{self.port}/{database}"
