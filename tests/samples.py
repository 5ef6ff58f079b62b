"""Values that several tests need."""

from desktop.sourced import Sourced
from worker.contract.states import ClaimState, EngineKind, PageState, Style
from worker.contract.summary import Claim, Coverage, EngineUsed, Evidence, Summary, Timings

A_DAY = 1_795_780_800.0
"""Noon of 27 November 2026 in Greenwich."""


def a_claim(text: str = "A worker that is silent is marked as failed.", page: int = 1) -> Claim:
    evidence = Evidence(page=page, quote=text, support=1.0, start=0, length=len(text))
    return Claim(text=text, state=ClaimState.SUPPORTED, evidence=(evidence,))


def a_summary(title: str = "MapReduce") -> Summary:
    return Summary(
        title=title,
        language="en",
        style=Style.STANDARD,
        overview=(a_claim("It runs on many machines."),),
        points=(a_claim(),),
        coverage=Coverage(
            pages=1,
            read=1,
            ocr=0,
            empty=0,
            failed=0,
            page_states=(PageState.TEXT,),
            chunks=1,
            tokens_text=100,
            tokens_sent=120,
        ),
        engine=EngineUsed(
            kind=EngineKind.OLLAMA,
            model="small",
            digest="d" * 12,
            window=4096,
            address="http://127.0.0.1:11434",
        ),
        timings=Timings(waited_s=0.0, reading_s=0.1, engine_s=1.0, total_s=1.1),
    )


def sourced(summary: Summary) -> Sourced:
    return Sourced(summary, "paper.pdf", A_DAY)
