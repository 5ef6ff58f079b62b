"""What the Models page shows: pure functions from what was found to rows of words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.choices import EngineChoice
from desktop.jobs.speeds import Speed, of_model
from desktop.jobs.status import ModelFetch, OwnerStatus
from desktop.model_words import about_model, about_offer, explain_fetch, explain_unfit
from desktop.offers import Offer, Room, all_models, offers
from desktop.settings import Settings
from desktop.translation import tr
from desktop.ui.times import size
from worker.contract.catalogue import named_model
from worker.contract.messages import EngineStatus, ModelInfo
from worker.contract.names import is_model_file
from worker.contract.states import EngineKind


class Act(StrEnum):
    """What can be done with a row."""

    USE = "use"
    GET = "get"
    PAUSE = "pause"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Row:
    """One model."""

    name: str
    """What it is called where something is done with it."""
    title: str
    facts: str
    note: str = ""
    tone: str = "soft"
    acts: tuple[Act, ...] = ()
    share: float | None = None
    """How much of it is here, while it is being got."""


@dataclass(frozen=True, slots=True)
class ModelsPage:
    """The rows, under their headings."""

    there: tuple[Row, ...] = ()
    coming: tuple[Row, ...] = ()
    offered: tuple[Row, ...] = ()


def page_of(
    status: OwnerStatus, settings: Settings, speeds: Sequence[Speed], room: Room
) -> ModelsPage:
    """What there is to show now."""
    engine = status.engine or EngineStatus(ready=False)
    models = all_models(engine)
    known = [model.name for model in models]
    coming = {fetch.name for fetch in status.fetches}
    good = offers([*known, *coming], room)
    through_ollama = engine.kind is EngineKind.OLLAMA and engine.missing != "engine"
    return ModelsPage(
        there=tuple(_there(model, engine, settings, speeds) for model in models),
        coming=tuple(_coming(fetch) for fetch in status.fetches),
        offered=tuple(
            _offered(offer, room, through_ollama=through_ollama)
            for offer in good
            if not {offer.model.ollama_name} & {*known, *coming}
        ),
    )


def with_model(settings: Settings, name: str) -> Settings:
    """The settings after a person chose this model; its program must be one that may be used."""
    wanted = EngineChoice.BUILTIN if is_model_file(name) else EngineChoice.OLLAMA
    may_stay = settings.engine in (EngineChoice.AUTO, wanted)
    engine = settings.engine if may_stay else EngineChoice.AUTO
    return replace(settings, model=name, engine=engine)


def _there(
    model: ModelInfo, engine: EngineStatus, settings: Settings, speeds: Sequence[Speed]
) -> Row:
    place = engine.model_copy(update={"kind": model.kind})
    facts = [_program(model.kind)]
    facts += about_model(model, of_model(speeds, place, model.name, model.digest))
    is_used = (model.name, model.kind) == (engine.model, engine.kind) and engine.missing in (
        *("", "model_server"),
    )
    can_use = model.fit or model.unfit_reason == "too_large"
    if model.unfit_reason == "cloud":
        can_use = settings.allow_cloud
    is_decided = "model" in settings.from_environment
    note = tr("in use") if is_used else "" if model.fit else explain_unfit(model.unfit_reason)
    return Row(
        name=model.name,
        title=model.name.removesuffix(".gguf"),
        facts=" · ".join(facts),
        note=note,
        tone="accent" if is_used else "weak",
        acts=(Act.USE,) if can_use and not is_used and not is_decided else (),
    )


def _coming(fetch: ModelFetch) -> Row:
    known = named_model(fetch.name)
    title = known.title if known else fetch.name
    share = fetch.done_bytes / fetch.total_bytes if fetch.total_bytes else 0.0
    done, total = size(fetch.done_bytes), size(fetch.total_bytes)
    facts = tr("{done} of {total}", done=done, total=total) if fetch.total_bytes else ""
    if fetch.error:
        words = explain_fetch(fetch)
        note = f"{words.title}. {words.sentence} {words.hint}"
        return Row(fetch.name, title, facts, note, "weak", (Act.GET, Act.CANCEL), share)
    if fetch.is_paused:
        return Row(fetch.name, title, facts, tr("Paused"), "soft", (Act.GET, Act.CANCEL), share)
    facts = facts or tr("Starting…")
    return Row(fetch.name, title, facts, acts=(Act.PAUSE, Act.CANCEL), share=share)


def _offered(offer: Offer, room: Room, *, through_ollama: bool) -> Row:
    return Row(
        name=offer.model.ollama_name if through_ollama else offer.model.file,
        title=offer.model.title,
        facts=" · ".join(about_offer(offer, room)),
        note=tr("Will not fit") if offer.lacks else offer.model.good_for,
        tone="weak" if offer.lacks else "soft",
        acts=() if offer.lacks else (Act.GET,),
    )


def _program(kind: EngineKind | None) -> str:
    match kind:
        case EngineKind.OLLAMA:
            return "Ollama"
        case EngineKind.BUILTIN:
            return tr("Built-in engine")
        case _:
            return tr("Another server")
