"""The outbox: every delivery with its state, in the library's own file.

What is to be delivered is found from the jobs themselves (`unplanned`), never remembered beside
them: a program that is killed between a summary and its email loses neither.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from desktop.delivery.delivery import Delivery, DeliveryProblem, OutboxStatus, begun
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs.database import Database
from desktop.jobs.flags import flag, next_seq, set_flag
from worker.contract.sending_states import Problem

COLUMNS = tuple(field.name for field in fields(Delivery) if field.name != "jobs")
_INSERT = (
    f"INSERT INTO deliveries ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + c for c in COLUMNS)})"
)
_UPDATE = f"UPDATE deliveries SET {', '.join(f'{c} = :{c}' for c in COLUMNS)} WHERE id = :id"
NEEDS_PERSON = {
    *(Problem.NO_PASSWORD, Problem.LOGIN, Problem.NO_LOGIN),
    *(Problem.CERTIFICATE, Problem.WRONG_HOST, Problem.NO_TLS),
}
"""Problems of the mail account that do not pass by themselves."""

_TOLD = (
    "EXISTS (SELECT 1 FROM delivered_jobs d JOIN deliveries v ON v.id = d.delivery_id "
    "WHERE d.job_id = jobs.id AND v.kind = ?)"
)


class Outbox:
    """Deliveries of one library. Safe to use from any thread and process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def all(self) -> list[Delivery]:
        """Every delivery, the newest first."""
        return self._many("SELECT * FROM deliveries ORDER BY created_at DESC, rowid DESC")

    def find(self, prefix: str) -> list[Delivery]:
        """Deliveries whose id begins with `prefix`."""
        query = "SELECT * FROM deliveries WHERE substr(id, 1, ?) = ?"
        return self._many(query, len(prefix), prefix)

    def of_job(self, job_id: str) -> list[Delivery]:
        """Deliveries that tell of a job, the newest first."""
        return self._many(
            "SELECT v.* FROM deliveries v JOIN delivered_jobs d ON d.delivery_id = v.id "
            "WHERE d.job_id = ? ORDER BY v.created_at DESC, v.rowid DESC",
            job_id,
        )

    def sending(self) -> list[Delivery]:
        """Deliveries with a try under way."""
        return self._many("SELECT * FROM deliveries WHERE state = 'sending' ORDER BY rowid")

    def status(self) -> OutboxStatus:
        """What there is to say of the whole: cheap, for it is asked several times a second."""
        db = self._database.connection()
        query = "SELECT count(*) FROM deliveries WHERE state IN ('sent', 'perhaps') AND kind != ?"
        left = int(db.execute(query, (str(DeliveryKind.FOLDER),)).fetchone()[0])
        waiting = db.execute(
            "SELECT problem FROM deliveries "
            "WHERE state = 'waiting' AND problem IS NOT NULL AND kind = ?",
            (str(DeliveryKind.EMAIL),),
        )
        problems = (_problem(row["problem"]) for row in waiting)
        of_account = (each for each in problems if each and each.code in NEEDS_PERSON)
        return OutboxStatus(left, next(of_account, None))

    def due(self, now: float, kinds: Iterable[DeliveryKind], limit: int) -> list[Delivery]:
        """What waits and whose time has come, the longest waiting first."""
        wanted = list(kinds)
        marks = ", ".join("?" * len(wanted))
        return self._many(
            f"SELECT * FROM deliveries WHERE state = 'waiting' AND next_at <= ? "
            f"AND kind IN ({marks}) ORDER BY next_at LIMIT ?",
            now,
            *map(str, wanted),
            limit,
        )

    def unplanned(self, kind: DeliveryKind, since: float = 0.0) -> list[str]:
        """Ids of jobs that have ended and that no delivery of this kind tells of yet, in order.

        By email: those that somebody is to be told of. Else: summaries that were done `since`.
        """
        if kind is DeliveryKind.EMAIL:
            wanted = "email IS NOT NULL AND state IN ('done', 'failed')"
        else:
            wanted = "state = 'done'"
        found = self._database.connection().execute(
            f"SELECT id FROM jobs WHERE finished_at >= ? AND {wanted} AND NOT {_TOLD} "
            "ORDER BY position",
            (since, str(kind)),
        )
        return [row["id"] for row in found]

    def unsettled_batches(self) -> set[tuple[str, str]]:
        """Batches and addresses of which something is still to come without a person's doing."""
        found = self._database.connection().execute(
            "SELECT DISTINCT batch, email FROM jobs WHERE email IS NOT NULL "
            "AND state IN ('waiting', 'running', 'paused') AND reason IS NOT 'password'"
        )
        return {(row["batch"], row["email"]) for row in found}

    def since(self, kind: DeliveryKind, target: str, now: float) -> float:
        """Since when everything is delivered to this target: it begins when it is first asked."""
        name = f"since:{kind}"
        known = json.loads(flag(self._database.connection(), name) or "{}")
        if known.get("target") != target:
            known = {"target": target, "at": now}
            with self._database.writing() as db:
                set_flag(db, name, json.dumps(known))
        return float(known["at"])

    # Writing

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Add new deliveries; a job that has a delivery of this kind already is left out."""
        # Made before the transaction: making one may read the library.
        made = list(deliveries)
        with self._database.writing() as db:
            for delivery in made:
                fresh = [job for job in delivery.jobs if not _is_told(db, job, delivery.kind)]
                if not fresh:
                    continue
                db.execute(_INSERT, _to_row(delivery))
                values = [(delivery.id, job) for job in fresh]
                db.executemany("INSERT INTO delivered_jobs VALUES (?, ?)", values)
                _tell_jobs(db, delivery)

    def begin(self, delivery_id: str, now: float) -> Delivery | None:
        """Record a new try before it is made; None if it is not to be made any more."""
        with self._database.writing() as db:
            delivery = _get(db, delivery_id)
            if delivery is None or delivery.state is not DeliveryState.WAITING:
                return None
            return _put(db, begun(delivery, now))

    def settle(self, tried: Delivery, settle: Callable[[Delivery], Delivery]) -> Delivery | None:
        """Record what became of a try, unless another one has settled it."""
        with self._database.writing() as db:
            delivery = _get(db, tried.id)
            if delivery is None or (delivery.state, delivery.tries) != (
                DeliveryState.SENDING,
                tried.tries,
            ):
                return None
            if not delivery.jobs:
                db.execute("DELETE FROM deliveries WHERE id = ?", (delivery.id,))
                return None
            return _put(db, settle(delivery))

    def change(self, delivery_id: str, change: Callable[[Delivery], Delivery]) -> Delivery | None:
        """Put one delivery through a change; the delivery after it, or None."""
        with self._database.writing() as db:
            delivery = _get(db, delivery_id)
            return _put(db, change(delivery)) if delivery else None

    def hold(self, kind: DeliveryKind, until: float) -> None:
        """Let everything of a kind wait: what kept one from leaving would keep them all."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE deliveries SET next_at = ? "
                "WHERE kind = ? AND state = 'waiting' AND next_at < ?",
                (until, str(kind), until),
            )

    def release(self, kind: DeliveryKind, now: float) -> None:
        """Let everything of a kind that waits be tried now: what kept it has been changed."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE deliveries SET next_at = ?, first_tried_at = NULL "
                "WHERE kind = ? AND state = 'waiting'",
                (now, str(kind)),
            )

    def _many(self, query: str, *values: object) -> list[Delivery]:
        db = self._database.connection()
        return [_from_row(db, row) for row in db.execute(query, values).fetchall()]


def forget_job(db: sqlite3.Connection, job_id: str) -> None:
    """A job is removed: nothing tells of it any more. What is on its way is settled later."""
    db.execute("DELETE FROM delivered_jobs WHERE job_id = ?", (job_id,))
    db.execute(
        "DELETE FROM deliveries WHERE state != 'sending' "
        "AND id NOT IN (SELECT delivery_id FROM delivered_jobs)"
    )


def _is_told(db: sqlite3.Connection, job_id: str, kind: DeliveryKind) -> bool:
    query = f"SELECT 1 FROM jobs WHERE id = ? AND {_TOLD}"
    return db.execute(query, (job_id, str(kind))).fetchone() is not None


def _get(db: sqlite3.Connection, delivery_id: str) -> Delivery | None:
    row = db.execute("SELECT * FROM deliveries WHERE id = ?", (delivery_id,)).fetchone()
    return _from_row(db, row) if row else None


def _put(db: sqlite3.Connection, delivery: Delivery) -> Delivery:
    db.execute(_UPDATE, _to_row(delivery))
    _tell_jobs(db, delivery)
    return delivery


def _tell_jobs(db: sqlite3.Connection, delivery: Delivery) -> None:
    """Let readers of rows see what became of an email; they look at nothing else."""
    if delivery.kind is not DeliveryKind.EMAIL:
        return
    state = str(delivery.state)
    for job_id in delivery.jobs:
        db.execute(
            "UPDATE jobs SET mail = ?, seq = ? WHERE id = ? AND mail IS NOT ?",
            (state, next_seq(db), job_id, state),
        )


def _to_row(delivery: Delivery) -> dict[str, Any]:
    row = {name: getattr(delivery, name) for name in COLUMNS}
    row["without_documents"] = int(delivery.without_documents)
    problem = delivery.problem
    row["problem"] = (
        json.dumps({"code": problem.code, "params": dict(problem.params)}) if problem else None
    )
    return row


def _from_row(db: sqlite3.Connection, row: sqlite3.Row) -> Delivery:
    values = {name: row[name] for name in COLUMNS}
    values["kind"] = DeliveryKind(values["kind"])
    values["state"] = DeliveryState(values["state"])
    values["without_documents"] = bool(values["without_documents"])
    values["problem"] = _problem(values["problem"])
    jobs = db.execute(
        "SELECT d.job_id FROM delivered_jobs d LEFT JOIN jobs j ON j.id = d.job_id "
        "WHERE d.delivery_id = ? ORDER BY j.position",
        (row["id"],),
    )
    return Delivery(**values, jobs=tuple(each["job_id"] for each in jobs))


def _problem(stored: str | None) -> DeliveryProblem | None:
    if not stored:
        return None
    found = json.loads(stored)
    return DeliveryProblem(Problem(found["code"]), found["params"])
