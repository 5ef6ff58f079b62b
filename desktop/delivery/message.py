"""Builds an email: headers, a text and an HTML part, and the summaries as files.

Nothing that was left out of a summary is in it: every part is made from the views of `export`,
and every text of a document or a model passes `plain` before it comes near a header.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path

from desktop import account
from desktop.choices import Format
from desktop.delivery.letter import Entry, as_html, as_text, subject
from desktop.export import MEDIA_TYPES, export_bytes, plain
from desktop.file_name import file_name
from desktop.translation import tr

DOCUMENTS_LIMIT_BYTES = 10_000_000
"""Encoded for mail this is 13.5 MB; most servers take 20 to 25."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say beside the subject."""

    sender: Address
    recipient: str
    message_id: str
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """What is attached."""

    summaries: Format
    documents: bool = False


def build(envelope: Envelope, entries: Sequence[Entry], enclosures: Enclosures) -> bytes:
    """The message as it goes over the line."""
    documents = _documents(entries) if enclosures.documents else []
    notes = _left_behind(entries, documents) if enclosures.documents else []
    message = _letter(envelope, subject(entries))
    message.set_content(as_text(entries, notes), cte="quoted-printable")
    message.add_alternative(as_html(entries, notes), subtype="html", cte="quoted-printable")
    names: set[str] = set()
    for entry in entries:
        if (sourced := entry.sourced) is not None:
            content = export_bytes([sourced], enclosures.summaries)
            name = _fresh(file_name(sourced.summary.title), enclosures.summaries.value, names)
            _attach(message, content, name, MEDIA_TYPES[enclosures.summaries])
    for document, entry in documents:
        name = _fresh(file_name(Path(entry.file).stem, "document"), "pdf", names)
        _attach(message, document.read_bytes(), name, "application/pdf")
    return message.as_bytes()


def test_message(envelope: Envelope) -> bytes:
    """A message that says nothing but that mail arrives."""
    message = _letter(envelope, tr("Sunto can send email"))
    text = tr(
        "This is the test message you asked for. "
        "Summaries will come to this address from the same sender."
    )
    message.set_content(f"{text}\n", cte="quoted-printable")
    return message.as_bytes()


def _letter(envelope: Envelope, about: str) -> EmailMessage:
    ascii_only = envelope.sender.addr_spec.isascii() and envelope.recipient.isascii()
    message = EmailMessage(policy.SMTP if ascii_only else policy.SMTPUTF8)
    local, _, domain = envelope.recipient.rpartition("@")
    message["From"] = envelope.sender
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = plain(about)
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = envelope.message_id
    # RFC 3834: no vacation notice answers it.
    message["Auto-Submitted"] = "auto-generated"
    if envelope.in_reply_to:
        message["In-Reply-To"] = envelope.in_reply_to
        message["References"] = envelope.in_reply_to
    return message


def _documents(entries: Sequence[Entry]) -> list[tuple[Path, Entry]]:
    """Documents to attach, as many as stay under the limit together."""
    found, total = [], 0
    for entry in entries:
        if entry.document is None or not entry.document.is_file():
            continue
        size = entry.document.stat().st_size
        if total + size <= DOCUMENTS_LIMIT_BYTES:
            total += size
            found.append((entry.document, entry))
    return found


def _left_behind(entries: Sequence[Entry], documents: Sequence[tuple[Path, Entry]]) -> list[str]:
    attached = {id(entry) for _, entry in documents}
    limit = account.size(DOCUMENTS_LIMIT_BYTES)
    return [
        tr(
            "{name} is not attached: more than {limit} would not arrive everywhere.",
            name=plain(entry.file),
            limit=limit,
        )
        for entry in entries
        if entry.document is not None and id(entry) not in attached
    ]


def _fresh(stem: str, suffix: str, names: set[str]) -> str:
    name, number = f"{stem}.{suffix}", 2
    while name.lower() in names:
        name, number = f"{stem} ({number}).{suffix}", number + 1
    names.add(name.lower())
    return name


def _attach(message: EmailMessage, content: bytes, name: str, media_type: str) -> None:
    kind, _, subtype = media_type.partition("/")
    message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
