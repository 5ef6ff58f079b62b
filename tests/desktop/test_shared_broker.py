from dataclasses import replace

import pytest

from desktop.choices import WorkHere
from desktop.settings import Settings
from desktop.shared_broker import keep_password, shared_broker, without_password, works_here
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths


def at(url: str) -> Settings:
    return Settings(broker_url=url)


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:6379/0", "redis://[::1]:1", "rediss://team@broker.example:6380/0"]
)
def test_a_protected_or_near_broker_is_used_as_it_is(url: str, paths: DataPaths) -> None:
    address = shared_broker(at(url), paths, "lib1")
    assert (address.url, address.prefix, address.local_queue) == (url, "sunto:", "local.lib1")
    assert bool(address.tls()) is url.startswith("rediss")


def test_a_broker_that_others_could_listen_to_is_refused_unless_that_is_wanted(
    paths: DataPaths,
) -> None:
    far = at("redis://:secret@10.1.2.3:6379/0")
    with pytest.raises(CannotStart, match=r"10\.1\.2\.3 .*without encryption") as refused:
        shared_broker(far, paths)
    assert "secret" not in str(refused.value)
    assert shared_broker(replace(far, broker_unprotected=True), paths).url == far.broker_url


@pytest.mark.parametrize("url", ["http://10.1.2.3", "rediss:///0", "broker:6379", "redis://"])
def test_an_address_that_makes_no_sense_is_told(url: str, paths: DataPaths) -> None:
    with pytest.raises(CannotStart, match="is no broker's address"):
        shared_broker(at(url), paths)


def test_a_typed_password_is_kept_apart_from_the_address(paths: DataPaths) -> None:
    bare = keep_password("rediss://team:se%2Fcret@broker.example:6380/0", paths)
    assert bare == "rediss://team@broker.example:6380/0"
    assert shared_broker(at(bare), paths).url == "rediss://team:se%2Fcret@broker.example:6380/0"
    assert without_password("redis://:x@h:1/0") == "redis://h:1/0"


def test_this_computer_works_for_a_broker_of_its_own_only(paths: DataPaths) -> None:
    near, far = at("redis://127.0.0.1:1/0"), at("rediss://broker.example/0")
    assert works_here(near)
    assert not works_here(far)
    assert works_here(replace(far, work_here=WorkHere.YES))
    assert not works_here(replace(near, work_here=WorkHere.NO))
