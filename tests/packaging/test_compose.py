"""compose.yaml: the form, that no secret is in it, and that its secrets and users do their work."""

import subprocess
import sys
from pathlib import Path

import pytest
import redis

from tests.end2end.machines import OwnBroker

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "compose.yaml"
MAKE_SECRETS = ROOT / "packaging" / "compose" / "make-secrets"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    make_secrets(folder)
    return folder


def make_secrets(folder: Path) -> None:
    subprocess.run(["sh", MAKE_SECRETS, folder], check=True, capture_output=True)


def test_it_has_the_form_of_a_compose_file() -> None:
    check = [Path(sys.executable).with_name("check-jsonschema")]
    check += ["--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    ran = subprocess.run(check, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_secrets_are_made_once_and_are_nobody_elses(made: Path) -> None:
    before = {file.name: file.read_bytes() for file in made.iterdir()}
    make_secrets(made)
    assert {file.name: file.read_bytes() for file in made.iterdir()} == before
    for name in ("broker.key", "ca.key", "token", "broker-url", "lan-url", "users.acl"):
        assert (made / name).stat().st_mode & 0o077 == 0, name
    assert (made / "token").read_text().strip() not in COMPOSE.read_text()


def test_the_certificate_is_the_brokers_and_signed_by_its_authority(made: Path) -> None:
    checked = subprocess.run(
        ["openssl", "verify", "-verify_hostname", "valkey", "-CAfile", "ca.pem", "broker.pem"],
        cwd=made,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_users_may_work_and_not_administer(made: Path, tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path, acl=made / "users.acl", user="lan")
    broker.start()
    try:
        with redis.Redis.from_url(broker.url) as lan:
            assert lan.set("sunto:x", "1")
            for forbidden in (("CONFIG", "GET", "*"), ("FLUSHALL",), ("SET", "other", "1")):
                with pytest.raises(redis.exceptions.NoPermissionError):
                    lan.execute_command(*forbidden)
    finally:
        broker.end()
