"""`sunto models`: which models there are, and which good ones can be got."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from desktop.commands.context import Context, print_json, say
from desktop.commands.engines import probe
from desktop.errors import ExitCode, explain_address
from desktop.jobs.speeds import Speed, of_model
from desktop.jobs.speeds import read as read_speeds
from desktop.model_words import (
    about_model,
    about_offer,
    explain_unfit,
    explain_window,
    why_this,
)
from desktop.offers import Offer, Room, all_models, offers, room_in
from worker.contract.messages import EngineStatus, ModelInfo
from worker.contract.summary import Record


class OfferJson(Record):
    """One model that can be got."""

    title: str
    file: str
    size_bytes: int | None
    memory_bytes: int | None
    licence: str
    tried: bool
    lacks: str
    """`memory` or `disk`, where this computer has not enough of it."""


class ModelsJson(EngineStatus):
    """What there is, and what Sunto knows where to get."""

    offers: tuple[OfferJson, ...] = ()


def models(arguments: Namespace) -> ExitCode:
    """List the models that can be used, and those that can be got."""
    context = Context.open(arguments)
    status = probe(context.paths, context.settings)
    room = room_in(context.paths.models)
    found = offers((model.name for model in all_models(status)), room)
    if arguments.json:
        told = tuple(_offer_json(offer) for offer in found)
        print_json(ModelsJson(**status.model_dump(), offers=told))
    else:
        speeds = read_speeds(context.paths)
        for line in _lines(status, speeds, found, room):
            print(line)
    if status.missing == "address":
        say(f"{explain_address(status.address)}.")
    is_lacking = status.missing in ("address", "engine", "window")
    return ExitCode.NEEDS_PERSON if is_lacking else ExitCode.DONE


def _lines(
    status: EngineStatus, speeds: Sequence[Speed], found: Sequence[Offer], room: Room
) -> Iterator[str]:
    if why := why_this(status):
        yield why
    if status.missing == "window":
        yield explain_window(status)
    for model in all_models(status):
        yield _row(model, status, speeds)
    if not all_models(status):
        yield "There is no model yet. `sunto pull starter` gets the one that comes with Sunto."
    if found:
        yield "To be got with `sunto pull`:"
    for offer in found:
        yield f"  {offer.model.title}  {', '.join(about_offer(offer, room))}"


def _row(model: ModelInfo, status: EngineStatus, speeds: Sequence[Speed]) -> str:
    place = status.model_copy(update={"kind": model.kind})
    about = about_model(model, of_model(speeds, place, model.name, model.digest))
    if not model.fit:
        about.append(explain_unfit(model.unfit_reason))
    is_used = (model.name, model.kind) == (status.model, status.kind) and not status.missing
    return f"{'*' if is_used else ' '} {model.name}  {', '.join(about)}".rstrip()


def _offer_json(offer: Offer) -> OfferJson:
    return OfferJson(
        title=offer.model.title,
        file=offer.model.file,
        size_bytes=offer.model.size,
        memory_bytes=offer.memory_bytes,
        licence=offer.model.licence,
        tried=offer.model.tried,
        lacks=offer.lacks,
    )
