from pathlib import Path

import pytest

from bot.settings import BadSettings, load, variables

README = Path(__file__).parents[2] / "README.md"


def test_everything_has_a_default():
    settings = load({})
    assert settings.host == "127.0.0.1"
    assert settings.store_url == "sqlite+aiosqlite:///readout-data/readout.db"


def test_every_fault_is_named_in_one_message_and_no_value_is_repeated():
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


def test_the_environment_wins_over_the_file(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("READOUT_PORT=1111\nREADOUT_HOST=0.0.0.0\n")
    settings = load({"READOUT_PORT": "2222"}, dotenv=dotenv)
    assert (settings.port, settings.host) == (2222, "0.0.0.0")


def test_an_empty_variable_is_not_set_and_a_platform_port_is_taken():
    assert load({"READOUT_PORT": "", "PORT": "5000"}).port == 5000


def test_secrets_do_not_show_themselves():
    settings = load({"SLACK_BOT_TOKEN": "xoxb-hunter2", "DISCORD_TOKEN": "hunter2"})
    assert "hunter2" not in repr(settings)


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        load({}).port = 1  # type: ignore[misc]


def test_every_variable_is_in_the_readme():
    text = README.read_text(encoding="utf-8")
    assert [name for name in variables() if f"`{name}`" not in text] == []
