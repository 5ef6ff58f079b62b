"""Messages as mail programs read them: headers, parts, attachments, and what is not in them."""

from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.choices import Format
from desktop.delivery import letter
from desktop.delivery.address import BadAddress, address, named_address
from desktop.delivery.letter import Entry
from desktop.delivery.message import DOCUMENTS_LIMIT_BYTES, Enclosures, Envelope, build
from desktop.jobs.job import JobError
from tests.samples import A_DAY, a_claim, a_summary
from worker.contract.errors import ErrorCode
from worker.contract.states import ClaimState

INVENTED = "The authors were knighted for it."
ADA = Address("Ada Lovelace", "ada", "example.org")
MARKDOWN = Enclosures(Format.MARKDOWN)


def envelope(**changes: object) -> Envelope:
    chosen = {
        "sender": ADA,
        "recipient": "bob@example.org",
        "message_id": "<job.library@example.org>",
        **changes,
    }
    return Envelope(**chosen)  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def texts(message: EmailMessage) -> tuple[str, str]:
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    assert all(parts)
    return tuple(part.get_content() for part in parts)  # type: ignore[return-value,union-attr]


def summarised(title: str = "MapReduce") -> Entry:
    invented = a_claim(INVENTED).model_copy(update={"state": ClaimState.UNSUPPORTED})
    summary = a_summary(title)
    points = (*summary.points, a_claim("A second point.", page=7), invented)
    changed = summary.model_copy(update={"points": points, "left_out": (invented,)})
    return Entry(file="paper.pdf", summary=changed, made_at=A_DAY)


FAILED = Entry(file="broken.pdf", error=JobError(ErrorCode.DAMAGED, {"file": "broken.pdf"}))


def test_the_headers_are_what_mail_programs_expect() -> None:
    message = read(build(envelope(in_reply_to="<before@example.org>"), [summarised()], MARKDOWN))
    assert message["From"] == "Ada Lovelace <ada@example.org>"
    assert message["To"] == "bob@example.org"
    assert message["Subject"] == "Summary: MapReduce"
    assert message["Date"].datetime.tzinfo is not None
    assert message["Message-ID"] == "<job.library@example.org>"
    assert message["In-Reply-To"] == message["References"] == "<before@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["MIME-Version"] == "1.0"


def test_both_parts_say_the_same_and_nothing_that_was_left_out() -> None:
    content = build(envelope(), [summarised()], MARKDOWN)
    message = read(content)
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "MapReduce.md"
    for text in (*texts(message), attachment.get_content()):
        for words in (
            "paper.pdf, summarised on 2026-11-27",
            *("It runs on many machines.", "A second point.", "p. 7", "statement"),
        ):
            assert words in " ".join(text.split())
        assert INVENTED not in text


def test_lines_are_as_short_as_servers_want_them() -> None:
    entry = summarised("Überlänge " * 60)
    content = build(envelope(), [entry, FAILED], MARKDOWN)
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.isascii()


@pytest.mark.parametrize(
    "title",
    [
        "Bcc: eve@example.org\r\nBcc: eve@example.org",
        "one\ntwo\r\n\r\n<script>alert(1)</script>",
        "\u202eevil\u2066",
        "Отчёт 報告書 التقرير 😀",
        "=?utf-8?q?Bcc?= \x00",
        "a" * 3000,
    ],
)
def test_no_title_makes_a_header_or_markup(title: str) -> None:
    message = read(build(envelope(), [summarised(title)], MARKDOWN))
    assert message["Bcc"] is None
    assert len(message.get_all("Subject")) == 1
    assert "<script" not in texts(message)[1]
    assert len(str(message["Subject"])) <= letter.SUBJECT_LENGTH


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_title_comes_back(title: str) -> None:
    message = read(build(envelope(), [summarised(title)], MARKDOWN))
    assert message["Bcc"] is None
    assert str(message["Subject"]).startswith("Summary: ")


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX])
def test_the_summary_is_attached_as_it_was_chosen(form: Format) -> None:
    message = read(build(envelope(), [summarised("Über alles")], Enclosures(form)))
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == f"Über alles.{form.value}"
    start = b"%PDF-" if form is Format.PDF else b"PK"
    assert attachment.get_content().startswith(start)


def test_failures_are_told_with_what_to_do() -> None:
    text, page = texts(read(build(envelope(), [FAILED], MARKDOWN)))
    for part in (text, page):
        assert "Not summarised: broken.pdf" in part
        assert "damaged" in part.lower()


def test_a_digest_of_many_holds_overviews_and_the_files_the_rest() -> None:
    entries = [summarised(f"Paper {n}") for n in range(letter.WHOLE_UP_TO + 1)]
    message = read(build(envelope(), entries, MARKDOWN))
    assert message["Subject"] == (
        "6 summaries: Paper 0, Paper 1, Paper 2, Paper 3, Paper 4, Paper 5"
    )
    for part in texts(message):
        assert part.count("It runs on many machines.") == 6
        assert "A second point." not in part
        assert "Most of what the model wrote" not in part
    files = list(message.iter_attachments())
    assert len(files) == 6
    assert all("A second point." in file.get_content() for file in files)


def test_the_document_comes_only_if_asked_and_only_if_it_is_not_too_large(tmp_path: Path) -> None:
    document = tmp_path / "d.pdf"
    document.write_bytes(b"%PDF-1.7 the whole of it")
    entry = Entry("paper.pdf", summarised().summary, document=document)
    names = [
        part.get_filename()
        for part in read(build(envelope(), [entry], MARKDOWN)).iter_attachments()
    ]
    assert names == ["MapReduce.md"]
    asked = Enclosures(Format.MARKDOWN, documents=True)
    files = list(read(build(envelope(), [entry, entry], asked)).iter_attachments())
    assert [file.get_filename() for file in files] == [
        *("MapReduce.md", "MapReduce (2).md", "paper.pdf", "paper (2).pdf")
    ]
    assert files[2].get_content() == document.read_bytes()
    with document.open("r+b") as file:
        file.truncate(DOCUMENTS_LIMIT_BYTES + 1)
    message = read(build(envelope(), [entry], asked))
    assert [file.get_filename() for file in message.iter_attachments()] == ["MapReduce.md"]
    assert "paper.pdf is not attached" in texts(message)[0]


def test_names_and_addresses_in_any_script() -> None:
    sender = named_address("Łucja Żak <ada@bücher.example>")
    assert sender.addr_spec == "ada@xn--bcher-kva.example"
    message = read(build(envelope(sender=sender), [summarised()], MARKDOWN))
    assert message["From"].addresses[0].display_name == "Łucja Żak"
    content = build(envelope(recipient=address("jürgen@example.org")), [summarised()], MARKDOWN)
    assert "To: jürgen@example.org".encode() in content


@pytest.mark.parametrize(
    "text",
    [
        *("", "ada", "@example.org", "ada@", "a b@example.org", "a@b@c", "a@exa mple.org"),
        *("a@example.org\r\nBcc: eve@x.org", "a@example.org, b@example.org", "<a@b>", "a@..org"),
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadAddress):
        address(text)
