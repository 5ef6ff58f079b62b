"""Takes a GGUF file of a person's own into the models folder, without a copy where that can be."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from worker.contract.names import is_model_file
from worker.engines.fetch_errors import NotUsable
from worker.engines.gguf import NotAModel, read_metadata
from worker.engines.model_facts import TEMPLATE_KEY
from worker.engines.room import require_room


def add(path: Path, target_dir: Path, *, report: Callable[[int, int], None]) -> Path:
    """Bring `path` into `target_dir` under its own name: as a hard link, else as a copy.

    Raises:
        NotUsable: it is no GGUF file, or one without a chat template.
        NoRoom, NoMemory: it does not fit.
    """
    target = target_dir / path.name
    if target.exists() and target.samefile(path):
        return target
    try:
        metadata = read_metadata(path)
    except (NotAModel, OSError) as error:
        raise NotUsable("no_model") from error
    if not is_model_file(path.name):
        raise NotUsable("no_model")
    if not metadata.get(TEMPLATE_KEY):
        raise NotUsable("no_chat_template")
    size = path.stat().st_size
    require_room(size, 0, target_dir)
    target_dir.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.adding")
    part.unlink(missing_ok=True)
    with suppress(OSError):  # another disk, or a file system without links
        os.link(path.resolve(), part)
    if not part.exists():
        require_room(size, size, target_dir)
        shutil.copyfile(path, part)
    part.replace(target)
    report(size, size)
    return target
