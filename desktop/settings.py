"""What the person can choose: each setting declared once.

The file (`settings_file`), the environment and the window's settings page are all built from the
fields of `Settings`. Secrets are never here: they lie in the system's keyring.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from desktop.choices import (
    CopiesLimit,
    EngineChoice,
    EngineSlots,
    Format,
    KeepCopies,
    WindowSize,
    WorkHere,
)
from desktop.setting import SETTING, Group, Setting, about
from desktop.translation import mark
from worker.contract.states import Style


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose. A value: a change makes a new one (`dataclasses.replace`)."""

    engine: EngineChoice = field(
        default=EngineChoice.AUTO,
        metadata=about(
            mark("Program that summarises"),
            mark("Automatic: Ollama when it is running and has a model, else the built-in one."),
            Group.ENGINE,
            "SUNTO_ENGINE",
        ),
    )
    model: str = field(
        default="",
        metadata=about(
            mark("Model"),
            mark("One the program knows, or the path of a GGUF file; empty: the best that fits."),
            Group.ENGINE,
            "SUNTO_MODEL",
        ),
    )
    window: WindowSize = field(
        default=WindowSize.AUTO,
        metadata=about(
            mark("Context window"),
            mark("How many tokens the model is shown at once; more takes more memory."),
            Group.ENGINE,
            "SUNTO_WINDOW",
        ),
    )
    allow_cloud: bool = field(
        default=False,
        metadata=about(
            mark("Allow models that run in the cloud"),
            mark("Ollama passes documents on to them, to another computer."),
            Group.ENGINE,
            "SUNTO_ALLOW_CLOUD",
        ),
    )
    ollama_host: str = field(
        default="",
        metadata=about(
            mark("Address of Ollama"),
            mark("Empty: where Ollama listens by itself on this computer."),
            Group.ENGINE,
            "OLLAMA_HOST",
        ),
    )
    openai_url: str = field(
        default="",
        metadata=about(
            mark("Address of another server"),
            mark("A server that speaks OpenAI's language, such as llama.cpp or LM Studio."),
            Group.ENGINE,
            "SUNTO_OPENAI_URL",
        ),
    )
    engine_slots: EngineSlots = field(
        default=EngineSlots.ONE,
        metadata=about(
            mark("Questions at a time"),
            mark("More than one helps only with a graphics card or a large server."),
            Group.ENGINE,
            "SUNTO_ENGINE_SLOTS",
        ),
    )
    model_mirror: str = field(
        default="",
        metadata=about(
            mark("Where to get models"),
            mark("A folder or an address that holds the model files; empty: their publishers."),
            Group.NETWORK,
            "SUNTO_MODEL_MIRROR",
        ),
    )
    broker_url: str = field(
        default="",
        metadata=about(
            mark("Broker shared with other computers"),
            mark(
                "rediss://user@host:6379/0, whose workers do the work; empty: the one inside Sunto."
            ),
            Group.NETWORK,
            "SUNTO_BROKER_URL",
        ),
    )
    broker_ca: str = field(
        default="",
        metadata=about(
            mark("Certificate of its authority"),
            mark("A PEM file; empty: the authorities that this computer trusts."),
            Group.NETWORK,
            "SUNTO_BROKER_CA",
        ),
    )
    broker_unprotected: bool = field(
        default=False,
        metadata=about(
            mark("Allow a broker without encryption"),
            mark("Whoever can listen to the network reads the documents."),
            Group.NETWORK,
            "SUNTO_BROKER_UNPROTECTED",
        ),
    )
    work_here: WorkHere = field(
        default=WorkHere.AUTO,
        metadata=about(
            mark("This computer works too"),
            mark("For a shared broker; automatic: only if the broker runs on this computer."),
            Group.NETWORK,
            "SUNTO_WORK_HERE",
        ),
    )
    flower_url: str = field(
        default="",
        metadata=about(
            mark("Address of Flower"),
            mark("Where a browser shows what the workers of a shared broker do; empty: no link."),
            Group.NETWORK,
            "SUNTO_FLOWER_URL",
        ),
    )
    style: Style = field(
        default=Style.STANDARD,
        metadata=about(mark("Length"), mark("How much a summary says."), Group.SUMMARIES),
    )
    language: str = field(
        default="",
        metadata=about(
            mark("Language"),
            mark("The language summaries are written in; empty: the language of the document."),
            Group.SUMMARIES,
        ),
    )
    instruction: str = field(
        default="",
        metadata=about(
            mark("What matters to you"),
            mark("A sentence that tells what to look for in every document."),
            Group.SUMMARIES,
        ),
    )
    quiet: bool = field(
        default=False,
        metadata=about(
            mark("No notifications"),
            mark("Nothing is shown when a summary is ready."),
            Group.NOTICES,
        ),
    )
    start_at_login: bool = field(
        default=False,
        metadata=about(
            mark("Start when I log in"),
            mark("Sunto waits in the tray, and goes on with what is not finished."),
            Group.DESKTOP,
        ),
    )
    email_on: bool = field(
        default=False,
        metadata=about(mark("Email results"), mark("For documents that are added from now on.")),
    )
    email_to: str = field(default="", metadata=about(mark("Who gets the email")))
    smtp_url: str = field(
        default="",
        metadata=about(
            mark("Mail server"),
            mark("smtps://user@host:465, or smtp://user@host:587 for STARTTLS; no password in it."),
            Group.EMAIL,
            "SUNTO_SMTP_URL",
        ),
    )
    email_from: str = field(
        default="",
        metadata=about(
            mark("Sender"),
            mark("The address mail comes from; empty: the name of the mail account."),
            Group.EMAIL,
            "SUNTO_EMAIL_FROM",
        ),
    )
    email_one_each: bool = field(
        default=False,
        metadata=about(
            mark("One email for each document"),
            mark("Otherwise documents that were added together come in one."),
            Group.EMAIL,
        ),
    )
    email_attach: Format = field(
        default=Format.PDF,
        metadata=about(
            mark("Attach the summary as"), mark("For people who want to keep it."), Group.EMAIL
        ),
    )
    email_document: bool = field(
        default=False,
        metadata=about(mark("Attach the document as well"), mark("Up to 10 MB."), Group.EMAIL),
    )
    email_resend_unsure: bool = field(
        default=False,
        metadata=about(
            mark("Send again when it is not known whether an email arrived"),
            mark("After a connection was lost; it may then come twice."),
            Group.EMAIL,
        ),
    )
    export_folder: str = field(
        default="",
        metadata=about(
            mark("Write summaries into this folder"),
            mark("Every summary from now on, as a file; empty: none."),
            Group.DELIVERY,
            "SUNTO_EXPORT_FOLDER",
        ),
    )
    export_pattern: str = field(
        default="{title}",
        metadata=about(
            mark("Names of these files"),
            mark("{title}, {file}, {date}, {language} and {style} are put in; / makes folders."),
            Group.DELIVERY,
        ),
    )
    export_as: Format = field(
        default=Format.MARKDOWN,
        metadata=about(mark("Kind of these files"), mark("For the folder above."), Group.DELIVERY),
    )
    webhook_url: str = field(
        default="",
        metadata=about(
            mark("Send summaries to this address"),
            mark(
                "Each summary's JSON is posted there, signed; `sunto outbox secret` says with what."
            ),
            Group.DELIVERY,
            "SUNTO_WEBHOOK_URL",
        ),
    )
    delete_copies: bool = field(
        default=False,
        metadata=about(
            mark("Delete copies when the summary is done"),
            mark("Its pages are then shown only while the file itself is where it was."),
            Group.SPACE,
        ),
    )
    keep_copies: KeepCopies = field(
        default=KeepCopies.YEAR,
        metadata=about(mark("Keep copies"), mark("After their summaries are done."), Group.SPACE),
    )
    copies_limit: CopiesLimit = field(
        default=CopiesLimit.GB_20,
        metadata=about(mark("Copies take at most"), mark("The oldest go first."), Group.SPACE),
    )
    tray_explained: bool = field(
        default=False, metadata=about(mark("Closing the window has been explained"))
    )
    from_environment: frozenset[str] = frozenset()
    """Names of the settings that the environment decides: shown, not changed, not saved."""
    stored: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What the file held, with the keys that another version of Sunto left in it."""

    @property
    def recipient(self) -> str | None:
        """Who is told by email of what is added now; None while the switch is off."""
        return self.email_to if self.email_on and self.email_to else None


def declared() -> dict[str, Setting]:
    """Every setting by its name, in the order of the settings page."""
    return {
        each.name: each.metadata[SETTING] for each in fields(Settings) if SETTING in each.metadata
    }
