import json
import stat
from dataclasses import replace

import pytest

from desktop.choices import EngineChoice
from desktop.setting import Group
from desktop.settings import Settings, declared
from desktop.settings_file import load, save, sender_environment, worker_environment
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths
from worker.contract.states import Style

pytestmark = pytest.mark.usefixtures("no_variables")


@pytest.fixture
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for about in declared().values():
        if about.env:
            monkeypatch.delenv(about.env, raising=False)


def test_defaults_without_a_file(paths: DataPaths) -> None:
    settings = load(paths)
    assert settings == Settings()
    assert settings.engine is EngineChoice.AUTO
    assert not paths.settings.exists()


def test_what_was_saved_is_loaded(paths: DataPaths) -> None:
    save(paths, replace(Settings(), engine=EngineChoice.OLLAMA, language="it", quiet=True))
    settings = load(paths)
    assert (settings.engine, settings.language, settings.quiet) == (EngineChoice.OLLAMA, "it", True)


def test_only_this_user_reads_the_file_and_nothing_lies_beside_it(paths: DataPaths) -> None:
    save(paths, Settings(language="it"))
    assert stat.S_IMODE(paths.settings.stat().st_mode) == 0o600
    assert not list(paths.root.glob("*.part"))


def test_defaults_are_not_written(paths: DataPaths) -> None:
    save(paths, replace(Settings(), style=Style.BRIEF))
    assert json.loads(paths.settings.read_text()) == {"style": "brief"}


def test_going_back_to_a_default_is_kept(paths: DataPaths) -> None:
    save(paths, Settings(style=Style.BRIEF))
    save(paths, replace(load(paths), style=Style.STANDARD))
    assert load(paths).style is Style.STANDARD


def test_environment_wins_and_is_not_saved(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(paths, Settings(model="mine"))
    monkeypatch.setenv("SUNTO_MODEL", "theirs")
    settings = load(paths)
    assert settings.model == "theirs"
    assert settings.from_environment == {"model"}
    save(paths, replace(settings, language="de"))
    monkeypatch.delenv("SUNTO_MODEL")
    assert (load(paths).model, load(paths).language) == ("mine", "de")


def test_a_wrong_variable_is_told(paths: DataPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "steam")
    with pytest.raises(CannotStart, match=r"SUNTO_ENGINE cannot be “steam”\..*ollama"):
        load(paths)


def test_keys_of_another_version_stay(paths: DataPaths) -> None:
    paths.settings.write_text('{"from_the_future": [1], "language": "fr"}')
    save(paths, replace(load(paths), language="it"))
    assert json.loads(paths.settings.read_text()) == {"from_the_future": [1], "language": "it"}


@pytest.mark.parametrize("content", ["{", "[]", "\x00", '"text"'])
def test_a_damaged_file_is_set_aside(paths: DataPaths, content: str) -> None:
    paths.settings.write_text(content)
    assert load(paths) == Settings()
    (aside,) = paths.root.glob("settings-damaged-*.json")
    assert aside.read_text() == content
    assert not paths.settings.exists()


@pytest.mark.parametrize("wrong", ['"steam"', "7", "null"])
def test_one_wrong_value_costs_only_itself(paths: DataPaths, wrong: str) -> None:
    paths.settings.write_text(f'{{"engine": {wrong}, "language": "it"}}')
    settings = load(paths)
    assert (settings.engine, settings.language) == (EngineChoice.AUTO, "it")


def test_the_worker_hears_what_was_chosen() -> None:
    chosen = Settings(engine=EngineChoice.OLLAMA, ollama_host="http://127.0.0.1:1", language="it")
    assert worker_environment(chosen) == {
        "SUNTO_ENGINE": "ollama",
        "OLLAMA_HOST": "http://127.0.0.1:1",
        "SUNTO_ENGINE_SLOTS": "1",
        "SUNTO_WORK_HERE": "auto",
        "SUNTO_WINDOW": "auto",
    }


def test_the_worker_hears_nothing_of_mail_and_the_sender_nothing_else() -> None:
    chosen = Settings(
        model="m", smtp_url="smtps://a@mail.example", webhook_url="http://127.0.0.1:1"
    )
    sending = {
        "SUNTO_SMTP_URL": "smtps://a@mail.example",
        "SUNTO_WEBHOOK_URL": "http://127.0.0.1:1",
    }
    assert not worker_environment(chosen).keys() & sending.keys()
    assert sender_environment(chosen) == sending


def test_every_shown_setting_says_what_it_is() -> None:
    shown = [about for about in declared().values() if about.group is not Group.NONE]
    assert all(about.label and about.help for about in shown)
    assert len({about.env for about in shown if about.env}) == sum(bool(a.env) for a in shown)


def test_a_switch_can_be_a_variable(paths: DataPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_BROKER_UNPROTECTED", "yes")
    settings = load(paths)
    assert settings.broker_unprotected
    assert worker_environment(settings)["SUNTO_BROKER_UNPROTECTED"] == "1"
    monkeypatch.setenv("SUNTO_BROKER_UNPROTECTED", "maybe")
    with pytest.raises(CannotStart, match="It can be 1 or 0"):
        load(paths)
