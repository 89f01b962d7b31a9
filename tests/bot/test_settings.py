import re
from pathlib import Path

import pytest

from bot.settings import BadSettings, load, variables

README = Path(__file__).parents[2] / "README.md"
EXAMPLE = README.with_name(".env.example")


def test_everything_has_a_default() -> None:
    settings = load({})
    assert settings.host == "127.0.0.1"
    assert settings.store_url == "sqlite+aiosqlite:///readout-data/readout.db"


def test_every_fault_is_named_in_one_message_and_no_value_is_repeated() -> None:
    with pytest.raises(BadSettings) as caught:
        load(
            {
                "READOUT_PORT": "ninety-nine",
                "READOUT_DATABASE": "mysql://root:hunter2@db/x",
                "READOUT_PROT": "8080",
                "READOUT_RETENTION_DAYS": "0",
            }
        )
    message = str(caught.value)
    for name in ("READOUT_PORT", "READOUT_DATABASE", "READOUT_PROT", "READOUT_RETENTION_DAYS"):
        assert name in message
    assert "hunter2" not in message
    assert "ninety" not in message


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("READOUT_PORT=1111\nREADOUT_HOST=0.0.0.0\n")
    settings = load({"READOUT_PORT": "2222"}, dotenv=dotenv)
    assert (settings.port, settings.host) == (2222, "0.0.0.0")


def test_an_empty_variable_is_not_set_and_a_platform_port_is_taken() -> None:
    assert load({"READOUT_PORT": "", "PORT": "5000"}).port == 5000


def test_secrets_do_not_show_themselves() -> None:
    database = "postgresql+psycopg://readout:hunter2@db.example/readout"
    tokens = {"SLACK_BOT_TOKEN": "xoxb-hunter2", "DISCORD_TOKEN": "hunter2"}
    settings = load({"READOUT_DATABASE": database, **tokens})
    assert settings.store_url == database
    assert "hunter2" not in repr(settings)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load({}).port = 1


def test_every_variable_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in variables() if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "database",
    [
        "mysql://root:hunter2@db/x",
        "postgresql+psycopg://u:hunter2@db:port/x",
        "postgresql+psycopg://u:hunter2@db",
        "postgresql+psycopg://u:hunter2@[db/x",
        "sqlite+aiosqlite:///",
        "sqlite+aiosqlite://hunter2.db",
        "hunter2.db",
    ],
)
def test_a_database_that_cannot_be_one_is_told_with_an_example(database: str) -> None:
    with pytest.raises(BadSettings, match="READOUT_DATABASE: Write it as sqlite") as caught:
        load({"READOUT_DATABASE": database})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "database",
    [
        "sqlite+aiosqlite:///readout.db",
        "sqlite+aiosqlite:////var/lib/readout/readout.db",
        "postgresql+psycopg://readout@db.example.org/readout",
        "postgresql+psycopg:///readout?host=/run/postgresql",
        "postgresql+psycopg://u:p%40ss@[::1]:5433/readout?sslmode=require",
    ],
)
def test_a_database_is_taken_as_it_is(database: str) -> None:
    assert load({"READOUT_DATABASE": database}).store_url == database


def test_choices_are_named() -> None:
    with pytest.raises(BadSettings, match="'debug', 'info', 'warning' or 'error'"):
        load({"READOUT_LOG_LEVEL": "loud"})


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"READOUT_PORT=\xff\xfe\n")
    with pytest.raises(BadSettings, match="not UTF-8"):
        load({}, dotenv=dotenv)


def test_the_example_file_names_every_setting() -> None:
    rows = re.findall(r"^# ([A-Z_]+)=(\S*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name, _ in rows} == set(variables()) - {"PORT"}
    load(dict(rows))  # and as it stands there it can be set


def test_the_readme_names_no_setting_that_there_is_not() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    named = re.findall(r"`([A-Z]+_[A-Z_]+|PORT)`", "\n".join(rows))
    assert set(named) == set(variables())
    defaults = {
        name: default
        for row in rows
        for name, default in re.findall(r"^\| `(READOUT_\w+)`(?:, `PORT`)? \| `([^`]+)` \|", row)
    }
    assert len(defaults) > 8
    assert load(defaults).model_dump() == load({}).model_dump()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("readout_port", "READOUT_PORT"),
        ("Readout_Port", "READOUT_PORT"),
        ("READOUT_PROT", "READOUT_PORT"),
        ("READOUTPORT", "READOUT_PORT"),
        ("READOUT-PORT", "READOUT_PORT"),
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("slack_bot_token", "SLACK_BOT_TOKEN"),
        ("DISCORD_TOKENS", "DISCORD_TOKEN"),
        ("REDAOUT_PORT", "READOUT_PORT"),
        ("Raedout_Port", "READOUT_PORT"),
        ("READ_OUT_PORT", "READOUT_PORT"),
        ("READOUT_DISCORD_TOKN", "DISCORD_TOKEN"),
        ("readout_slack_bottoken", "SLACK_BOT_TOKEN"),
        ("readout_nonsense", "there is no such setting"),
    ],
)
def test_a_misspelt_name_is_found_in_any_case(name: str, meant: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="no such setting") as error:
        load({name: "8000"})
    assert meant in str(error.value)
    file = tmp_path / ".env"
    file.write_bytes(f"\ufeff{name}=8000\r\n".encode())
    with pytest.raises(BadSettings, match="no such setting"):
        load({}, dotenv=file)


@pytest.mark.parametrize(
    "name", ["SLACK_WEBHOOK_URL", "DISCORD_WEBHOOK", "port", "TOKEN", "Path", "READOUT_SHARED"]
)
def test_what_others_set_is_left_alone(name: str) -> None:
    load({name: "x"})


def test_a_file_with_a_mark_and_other_line_ends_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("\ufeffREADOUT_PORT=notaport\r\nREADOUT_LOG_LEVEL=info\r\n".encode())
    with pytest.raises(BadSettings, match="READOUT_PORT"):
        load({}, dotenv=file)
