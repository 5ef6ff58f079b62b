"""Messages: whatever comes is one of ours to the letter, or refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from worker.contract.messages import (
    JOB_OUTCOME,
    PART_OUTCOMES,
    CombineRequest,
    NoteRequest,
    Progress,
    RecogniseRequest,
    SummariseRequest,
    SummaryOptions,
    to_wire,
)
from worker.contract.states import Stage, Style
from worker.contract.summary import Record

SHA = "0123456789abcdef" * 4
REQUESTS: list[Record] = [
    SummariseRequest(attempt="abcd.1", document=SHA, title="t", options=SummaryOptions()),
    RecogniseRequest(attempt="abcd.1", document=SHA, pages=(1, 2), of=3),
    NoteRequest(attempt="abcd.1", index=0),
    CombineRequest(attempt="abcd.1"),
    Progress(stage=Stage.READING, done=1, total=2),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("message", REQUESTS, ids=lambda message: type(message).__name__)
@given(name=st.text(), value=JSON)
def test_an_unknown_field_is_refused(message: Record, name: str, value: Any) -> None:  # noqa: ANN401
    fields = to_wire(message)
    if name in fields:
        return
    with pytest.raises(ValidationError):
        type(message).model_validate({**fields, name: value})


@pytest.mark.parametrize("message", REQUESTS, ids=lambda message: type(message).__name__)
@given(data=st.data(), value=JSON)
def test_a_field_with_anything_in_it_is_understood_or_refused(
    message: Record, data: st.DataObject, value: Any  # noqa: ANN401
) -> None:  # fmt: skip
    fields = to_wire(message)
    name = data.draw(st.sampled_from(sorted(fields)))
    try:
        read = type(message).model_validate({**fields, name: value})
    except ValidationError:
        return
    # What was understood comes back the same: nothing was guessed on the way.
    assert type(message).model_validate(json.loads(json.dumps(to_wire(read)))) == read


def test_an_error_says_nothing_of_what_was_in_the_message() -> None:
    with pytest.raises(ValidationError) as caught:
        NoteRequest.model_validate({"attempt": "a secret", "index": "words"})
    assert "a secret" not in str(caught.value)
    assert "words" not in str(caught.value)


@given(JSON)
def test_anything_for_an_outcome_is_understood_or_refused(value: Any) -> None:  # noqa: ANN401
    for kind in (JOB_OUTCOME, PART_OUTCOMES):
        try:
            kind.validate_python(value)
        except ValidationError:
            continue
        assert value == [], "no text of chance is an outcome"


@given(st.text() | st.from_regex(r"(\.\./)+[a-z/.]+", fullmatch=True))
def test_a_document_can_only_be_named_by_its_sum(name: str) -> None:
    fields = to_wire(REQUESTS[0])
    with pytest.raises(ValidationError):
        SummariseRequest.model_validate({**fields, "document": name})


@given(
    style=st.sampled_from(Style),
    language=st.none() | st.sampled_from(["en", "it"]),
    instruction=st.text(max_size=2000),
    title=st.text(),
)
def test_every_request_comes_through_the_wire_as_it_was(
    style: Style, language: str | None, instruction: str, title: str
) -> None:
    options = SummaryOptions(style=style, language=language, instruction=instruction)
    sent = SummariseRequest(attempt="abcd.12", document=SHA, title=title, options=options)
    assert SummariseRequest.model_validate(json.loads(json.dumps(to_wire(sent)))) == sent
