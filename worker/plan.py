"""What the tasks of an attempt hand on to each other, besides its parts and notes."""

from worker.contract.messages import SummariseRequest
from worker.contract.summary import Record
from worker.engines.engine import ServedModel
from worker.summarising.facts import DocumentFacts


class Plan(Record):
    """What `summarise` found out and the other tasks need."""

    request: SummariseRequest
    facts: DocumentFacts
    model: ServedModel
    note_keys: tuple[str, ...]
    """One a chunk, in order."""
    part_bytes: tuple[int, ...]
    """How long the text of each chunk is, in UTF-8: what chunks are measured by."""
