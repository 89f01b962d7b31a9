"""When the page asks for a token, and where the token comes from."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.cli.run_command import local_address
from bot.settings import BadSettings, load
from bot.wiring.environment import WORLD
from bot.wiring.page_access import FILE, page_token


@pytest.mark.parametrize(
    ("environment", "private"),
    [
        ({}, False),
        ({"READOUT_HOST": "localhost"}, False),
        ({"READOUT_HOST": "127.0.0.9"}, False),
        ({"READOUT_HOST": "::1"}, False),
        ({"READOUT_ALLOWED_HOSTS": "localhost, [::1]"}, False),
        ({"READOUT_HOST": "0.0.0.0"}, True),
        ({"READOUT_HOST": "::"}, True),
        ({"READOUT_HOST": "192.168.1.5"}, True),
        ({"READOUT_HOST": "localhost.example"}, True),
        ({"READOUT_ALLOWED_HOSTS": "readout.example"}, True),
        ({"READOUT_TOKEN": "0123456789abcdef"}, True),
    ],
)
def test_whoever_comes_from_elsewhere_needs_the_token(
    environment: dict[str, str], private: bool, tmp_path: Path
) -> None:
    settings = load({**environment, "READOUT_DATA": str(tmp_path)})
    assert settings.private is private
    token, _ = page_token(settings, environment=WORLD)
    assert (token is not None) is private


def test_a_token_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = load({"READOUT_HOST": "0.0.0.0", "READOUT_DATA": str(tmp_path)})
    token, shown = page_token(settings, environment=WORLD)
    assert token is not None
    assert token.secret == shown
    assert len(token.secret) >= 32
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    again, silent = page_token(settings, environment=WORLD)
    assert again is not None
    assert (again.secret, silent) == (token.secret, None)


def test_a_file_that_a_cut_start_left_empty_is_filled(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    settings = load({"READOUT_HOST": "0.0.0.0", "READOUT_DATA": str(tmp_path)})
    token, shown = page_token(settings, environment=WORLD)
    assert token is not None
    assert token.secret == shown == (tmp_path / FILE).read_text().strip()


def test_a_token_that_is_set_is_neither_kept_nor_shown(tmp_path: Path) -> None:
    secret = "0123456789abcdef"
    settings = load({"READOUT_TOKEN": secret, "READOUT_DATA": str(tmp_path)})
    assert secret not in repr(settings)
    token, shown = page_token(settings, environment=WORLD)
    assert token is not None
    assert (token.secret, shown) == (secret, None)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("short", ["8", "password", "hunter2-hunter2"])
def test_a_short_token_is_a_fault(short: str) -> None:
    with pytest.raises(BadSettings, match="READOUT_TOKEN") as fault:
        load({"READOUT_TOKEN": short})
    assert repr(short) not in str(fault.value)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8484"),
        ("0.0.0.0", "http://127.0.0.1:8484"),
        ("::", "http://[::1]:8484"),
        ("::1", "http://[::1]:8484"),
        ("192.168.1.5", "http://192.168.1.5:8484"),
        ("2001:db8::7", "http://[2001:db8::7]:8484"),
    ],
)
@pytest.mark.parametrize("named", ["", "readout.example"])
def test_the_address_that_is_printed_is_answered(host: str, address: str, named: str) -> None:
    assert local_address(host, 8484) == address
    settings = load({"READOUT_HOST": host, "READOUT_ALLOWED_HOSTS": named})
    bare = address.removeprefix("http://").removesuffix(":8484")
    assert bare in settings.hosts or settings.hosts == ("*",)
