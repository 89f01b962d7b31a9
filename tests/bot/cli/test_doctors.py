"""What the doctors print: three states, as words and as JSON."""

from __future__ import annotations

import json

import pytest

from bot.cli.chat_commands import show
from briefs.errors import BadRequest
from briefs.model.pastes import Check, unchecked

KNOWN = (Check("token", True, "of Acme"), unchecked("events", "no token; needed: app_mention"))
LACKING = Check("scopes", False, "missing: im:write")


def test_what_was_not_checked_is_a_state_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    show(KNOWN, "Slack", "hint", as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "ok           token: of Acme",
        "not checked  events: no token; needed: app_mention",
    ]


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadRequest, match="Slack is not set up yet"):
        show((*KNOWN, LACKING), "Slack", "hint", as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in rows] == ["ok", "not checked", "missing"]
    assert rows[2] == {"name": "scopes", "state": "missing", "detail": "missing: im:write"}
