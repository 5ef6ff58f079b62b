"""kill -9 of the owner while it delivers, again and again: nothing is lost, nothing comes twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop import settings_file
from desktop.delivery.delivery import wanted_now
from desktop.delivery.states import DeliveryState
from desktop.jobs import transitions
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.settings import Settings
from tests.fakes.smtp_server import PASSWORD, USER, MailServer
from tests.samples import a_summary
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths

BOB = "bob@example.org"
MESSAGES = 30
KILLED_AFTER = (1, 4, 9, 15, 16, 22)
"""How many messages the server has taken at each kill."""

LIMIT_S = 120.0
COMMAND = [sys.executable, "-m", "desktop", "wait", "--json"]


@pytest.fixture
def library(paths: DataPaths, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Summaries that are done and that nobody was told of, and a mail account."""
    account = f"smtp+starttls://{USER}:{quote(PASSWORD)}@localhost:{mail_server.port}"
    monkeypatch.setenv("SUNTO_SMTP_URL", account)
    monkeypatch.setenv("SUNTO_EMAIL_FROM", "ada@example.org")
    settings_file.save(paths, replace(Settings(), email_one_each=True))
    library = Library(paths.library)
    jobs = library.add(
        NewJob(Path(f"/x/{number}.pdf"), SummaryOptions(), BOB) for number in range(MESSAGES)
    )
    for job in jobs:
        done = partial(transitions.summarised, pages=1, title=job.title, now=time.time())
        library.store_summary(job.id, a_summary(job.title), done)
    return library


@pytest.mark.long
def test_an_owner_killed_while_it_delivers(library: Library, mail_server: MailServer) -> None:
    for count in KILLED_AFTER:
        owner = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _until(partial(_has_taken, mail_server, count))
        os.kill(owner.pid, signal.SIGKILL)
        owner.wait()
        _make_due(library)
    for _ in range(2):
        # The first one finds what was under way at the kill, and lets it wait a while.
        last = subprocess.run(COMMAND, capture_output=True, text=True, timeout=LIMIT_S, check=False)
        assert last.returncode == 0, last.stderr
        _make_due(library)
    ends = {each.message_id: each.state for each in library.outbox.all()}
    mailbox = Counter(taken.message["Message-ID"] for taken in mail_server.taken)
    assert len(ends) == MESSAGES
    assert set(ends.values()) <= {DeliveryState.SENT, DeliveryState.PERHAPS}
    assert set(mailbox.values()) == {1}, "nothing came twice"
    sent = {name for name, state in ends.items() if state is DeliveryState.SENT}
    assert sent <= mailbox.keys(), "nothing is called sent that did not arrive"
    print(f"{len(KILLED_AFTER)} kills: {len(sent)} sent, {MESSAGES - len(sent)} perhaps")
    library.close()


def _has_taken(server: MailServer, count: int) -> bool:
    return len(server.taken) >= count


def _make_due(library: Library) -> None:
    """What a person does who wants no pause: send now."""
    for each in library.outbox.all():
        if each.state is DeliveryState.WAITING:
            library.outbox.change(each.id, partial(wanted_now, now=time.time()))


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
