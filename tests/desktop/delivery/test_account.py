"""The mail account as the settings hold it, and what is known of providers."""

import pytest

from desktop.delivery.account import BadAccount, account_of, url_of
from desktop.delivery.providers import provider_at, provider_of, providers
from worker.contract.delivery import MailServer
from worker.contract.sending_states import Security

SENDER = "Ada <ada@example.org>"


@pytest.mark.parametrize(
    ("url", "host", "port", "security", "user"),
    [
        ("smtps://ada@mail.example.org", "mail.example.org", 465, Security.TLS, "ada"),
        ("smtp://ada@mail.example.org", "mail.example.org", 587, Security.STARTTLS, "ada"),
        ("smtp://mail.example.org:25", "mail.example.org", 25, Security.STARTTLS, ""),
        ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Security.PLAIN, ""),
        ("smtp://[::1]", "::1", 25, Security.PLAIN, ""),
        ("smtp+starttls://localhost:2525", "localhost", 2525, Security.STARTTLS, ""),
        ("smtps://ada%40example.org@x.org", "x.org", 465, Security.TLS, "ada@example.org"),
    ],
)
def test_an_address_says_server_and_security_and_comes_back(
    url: str, host: str, port: int, security: Security, user: str
) -> None:
    account = account_of(url, SENDER)
    assert account is not None
    server = account.server
    assert server == MailServer(host=host, port=port, security=security, user=user)
    again = account_of(url_of(server), SENDER)
    assert again is not None
    assert again.server == server


def test_a_password_of_the_address_is_read_and_never_written() -> None:
    account = account_of("smtps://ada:p%40ss%2Fw%C3%B6rd@mail.example.org", SENDER)
    assert account is not None
    assert account.password == "p@ss/wörd"
    assert "rd@" not in url_of(account.server)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://mail.example.org", SENDER),
        ("smtps://", SENDER),
        ("smtps://mail.example.org:99999", SENDER),
        ("smtps://mail.example.org", "ada"),
        ("smtps://mail.example.org", "ada@example.org\r\nBcc: eve@example.org"),
        ("smtps://mail.example.org", ""),
    ],
)
def test_what_makes_no_sense_is_refused_without_repeating_a_secret(url: str, sender: str) -> None:
    with pytest.raises(BadAccount) as caught:
        account_of(url.replace("://", "://ada:hunter2@"), sender)
    assert "hunter2" not in str(caught.value)


def test_without_an_address_there_is_no_account() -> None:
    assert account_of("", SENDER) is None


def test_each_provider_is_found_by_its_addresses_and_its_server() -> None:
    for each in providers():
        assert provider_at(each.host.upper()) in providers()
        for domain in each.domains:
            assert provider_of(f"ada@{domain.upper()}") == each
        assert each.note, "what a person needs to know first"
        is_here = each.host == "127.0.0.1"
        assert is_here or each.security is not Security.PLAIN
    assert provider_of("ada@example.org") is None
