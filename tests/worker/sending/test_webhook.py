"""Posts: to the allowed address alone, signed, and what each answer means."""

import socket

import pytest

from tests.fakes.hook_server import CUT, HookServer
from worker.contract.delivery import Outcome, WebhookOrder
from worker.contract.sending_states import OutcomeState, Problem
from worker.sending.undelivered import Undelivered
from worker.sending.webhook import post, signature

SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl"


def send(url: str) -> Outcome:
    order = WebhookOrder(url=url, secret="webhook", message_id="msg_1", timeout_s=5.0)
    return post(order, b'{"type": "summary.done"}', SECRET)


def problem(url: str) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        send(url)
    return caught.value


def test_the_signature_is_the_one_of_the_published_example() -> None:
    body = b'{"event_type":"ping","data":{"success":true}}'
    headers = signature("msg_loFOjxBNrRLzqYUf", 1731705121, body, SECRET)
    assert headers == {
        "webhook-id": "msg_loFOjxBNrRLzqYUf",
        "webhook-timestamp": "1731705121",
        "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
    }


def test_a_post_arrives_signed() -> None:
    with HookServer() as hook:
        assert send(hook.url).state is OutcomeState.ACCEPTED
    (posted,) = hook.posts
    assert (posted.path, posted.body) == ("/sunto", b'{"type": "summary.done"}')
    sent_at = int(posted.headers["webhook-timestamp"])
    assert posted.headers["content-type"] == "application/json"
    expected = signature("msg_1", sent_at, posted.body, SECRET)
    assert expected.items() <= posted.headers.items()


@pytest.mark.parametrize(
    ("answer", "found", "is_final"),
    [
        (500, Problem.STATUS, False),
        (503, Problem.STATUS, False),
        (429, Problem.STATUS, False),
        (404, Problem.STATUS, True),
        (401, Problem.STATUS, True),
        (CUT, Problem.UNREACHABLE, False),
    ],
)
def test_what_is_answered_decides(answer: int, found: Problem, is_final: bool) -> None:
    with HookServer(answer) as hook:
        caught = problem(hook.url)
    assert (caught.problem, caught.is_final) == (found, is_final)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_it_goes_to_the_address_that_was_allowed_and_to_no_other(status: int) -> None:
    with HookServer(status) as hook:
        assert problem(hook.url).is_final
    assert [posted.path for posted in hook.posts] == ["/sunto"]


@pytest.mark.parametrize("url", ["http://hooks.example.org/x", "ftp://127.0.0.1/x", "file:///x"])
def test_nothing_is_posted_unprotected_but_to_this_computer(url: str) -> None:
    caught = problem(url)
    assert (caught.problem, caught.is_final) == (Problem.FORBIDDEN_ADDRESS, True)


def test_nobody_at_the_address_is_tried_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    caught = problem(f"http://127.0.0.1:{port}/")
    assert (caught.problem, caught.is_final) == (Problem.UNREACHABLE, False)
