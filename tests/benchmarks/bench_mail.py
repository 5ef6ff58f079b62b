"""How soon a summary is in the hands of a mail server, and whether each arrives, and once.

A real broker, the process that sends, and an SMTP server with TLS and a login. The second part
sends 1,000 messages through a server that fails three times in ten; the third ends the sender by
kill -9 all the while and cuts connections after the message as well.
"""

import logging
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import trustme

from desktop.delivery.delivery import wanted_now
from desktop.delivery.states import DeliveryState
from desktop.jobs.library import Library
from tests.benchmarks.numbers import say
from tests.desktop.delivery.office import Office
from tests.fakes.smtp_server import Fault, MailServer
from tests.mail_fixtures import a_certificate
from worker.contract.paths import DataPaths

MESSAGES = 1000
SHARE_OF_FAULTS = 0.3
TICK_S = 0.25
"""An owner's pause between two rounds."""

RUNS = 7
KILL_EVERY = 40
"""Messages that the server takes between one kill and the next."""

CERTAIN = (Fault.GREYLIST, Fault.FULL, Fault.LATER_AFTER, Fault.CUT_AT_MAIL)
"""The message was not taken, and the sender knows."""

UNSURE = (Fault.CUT_IN_DATA, Fault.CUT_AFTER_TAKEN, Fault.CUT_BEFORE_TAKEN)


def main() -> None:
    """Measure all three."""
    logging.getLogger("mail").setLevel(logging.ERROR)
    with _office() as (office, server):
        _soon(office, server)
    with _office(_faults(CERTAIN)) as (office, server):
        _thousand(office, server, "a server that fails 3 times in 10")
    with _office(_faults(CERTAIN + UNSURE)) as (office, server):
        _thousand(
            office, server, "the same, cuts after the message, kill -9", _Killing(office, server)
        )


def _soon(office: Office, server: MailServer) -> None:
    first = _until_taken(office, server, "first")
    say("from done to handed over, the sender is started", [first], "s")
    next_ones = [_until_taken(office, server, f"next {number}") for number in range(RUNS)]
    say("from done to handed over, the sender runs", next_ones, "s")


def _until_taken(office: Office, server: MailServer, name: str) -> float:
    (job,) = office.add(name)
    office.finish(job)
    done, before = time.monotonic(), len(server.answered)
    while len(server.answered) == before:
        office.post.round(office.wire, office.broker.address)
        tick = time.monotonic() + TICK_S
        while time.monotonic() < tick and len(server.answered) == before:
            time.sleep(0.002)
    taken = time.monotonic() - done
    office.run_until(lambda: office.outbox.sending() == [])
    return taken


def _thousand(
    office: Office, server: MailServer, name: str, meanwhile: Callable[[], object] = lambda: None
) -> None:
    office.choose(email_one_each=True)
    office.done(*(f"paper {number}" for number in range(MESSAGES)))
    started = time.monotonic()
    _send_all(office, meanwhile)
    took = time.monotonic() - started
    taken = Counter(each.message["Message-ID"] for each in server.taken)
    told = Counter(each.message["Message-ID"] for each in server.answered)
    states = Counter(each.state for each in office.outbox.all())
    tries = sum(each.tries for each in office.outbox.all())
    ends = ", ".join(f"{count} {state}" for state, count in states.items())
    print(f"\n{name}: {MESSAGES} messages, {tries} tries, {took:.0f} s; {ends}")
    print(f"  delivered {len(taken)}, marked as sent {states[DeliveryState.SENT]}")
    print(f"  in the mailbox twice: {_repeated(taken)}; answered twice: {_repeated(told)}")
    perhaps = [d for d in office.outbox.all() if d.state is DeliveryState.PERHAPS]
    lost = [d for d in perhaps if d.message_id not in taken]
    if perhaps:
        print(f"  perhaps sent {len(perhaps)}, of these not in the mailbox {len(lost)}")
        _send_by_hand(office, server)
        taken = Counter(each.message["Message-ID"] for each in server.taken)
        print(f"  sent again by hand: delivered {len(taken)}, twice {_repeated(taken)}", flush=True)


def _send_by_hand(office: Office, server: MailServer) -> None:
    """What a person does who looks into the mailbox before sending anything again."""
    while True:
        arrived = {each.message["Message-ID"] for each in server.taken}
        lost = [each for each in office.outbox.all() if each.message_id not in arrived]
        if not lost:
            return
        for each in lost:
            office.outbox.change(each.id, lambda delivery: wanted_now(delivery, office.now()))
        _send_all(office)


def _send_all(office: Office, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Go on until nothing waits; pauses that the outbox makes are jumped over."""
    outbox = office.outbox
    while True:
        office.post.round(office.wire, office.broker.address)
        meanwhile()
        if not outbox.sending():
            waiting = [e.next_at for e in outbox.all() if e.state is DeliveryState.WAITING]
            if not waiting:
                return
            office.ahead_s += max(min(waiting) - office.now(), 0.0)
        time.sleep(0.02)


def _repeated(found: Counter[str]) -> int:
    return sum(1 for count in found.values() if count > 1)


class _Killing:
    """Ends the sender every so often, at no place in particular."""

    def __init__(self, office: Office, server: MailServer) -> None:
        self._office, self._server = office, server
        self._next = KILL_EVERY

    def __call__(self) -> None:
        if len(self._server.taken) >= self._next and self._office.sender_is_running:
            self._office.kill_sender()
            self._next += KILL_EVERY


def _faults(kinds: Sequence[Fault]) -> list[Fault]:
    chance = random.Random(7)
    return [
        chance.choice(kinds) if chance.random() < SHARE_OF_FAULTS else Fault.NONE
        for _ in range(20 * MESSAGES)
    ]


@contextmanager
def _office(faults: Sequence[Fault] = ()) -> Iterator[tuple[Office, MailServer]]:
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as name:
        folder = Path(name)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(folder / "authority.pem")
        os.environ["SSL_CERT_FILE"] = str(folder / "authority.pem")
        # The sender is told of the data directory and finds the other one by itself.
        os.environ["XDG_RUNTIME_DIR"] = name
        paths = DataPaths.locate(folder / "data")
        paths.create()
        library = Library(paths.library)
        server = MailServer(a_certificate(authority, "localhost"), faults=list(faults))
        with server:
            office = Office(paths, library, server)
            try:
                yield office, server
            finally:
                office.close()
                library.close()


if __name__ == "__main__":
    main()
