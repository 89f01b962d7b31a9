"""Both manifests, with and without the parts of paid plans, are what Slack accepts and we need."""

from __future__ import annotations

import copy
import json
from itertools import combinations
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from adapters.slack.manifest import (
    ASSISTANT_SCOPE,
    EVENTS,
    HISTORY,
    MANIFEST,
    MINIMAL,
    MINIMAL_EVENTS,
    MINIMAL_SCOPES,
    PARTS,
    SCOPES,
    SHORTCUT,
    STEP,
    STEP_EVENT,
    with_parts,
)
from bot.cli.setup_groups import slack
from tests import vectors

SCHEMA = json.loads((vectors.HERE / "slack-manifest.schema.json").read_text("utf-8"))

NEEDS = {
    "app_mention": {"app_mentions:read"},
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "reaction_added": {"reactions:read"},
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "function_executed": set(),
}
"""Slack refuses a manifest whose event lacks its scope. Source: docs.slack.dev/reference/events"""

SETS = [parts for count in range(3) for parts in combinations(PARTS, count)]


def read(name: str, *parts: str) -> Any:
    path = MINIMAL if name == "minimal" else MANIFEST
    return yaml.safe_load(with_parts(path.read_text("utf-8"), parts))


def scopes(manifest: Any) -> list[str]:
    return list(manifest["oauth_config"]["scopes"]["bot"])


def events(manifest: Any) -> list[str]:
    return list(manifest["settings"]["event_subscriptions"]["bot_events"])


def faults(manifest: Any) -> list[str]:
    checker = jsonschema.Draft7Validator(SCHEMA)
    return [str(list(error.absolute_path)) for error in checker.iter_errors(manifest)]


@pytest.mark.parametrize("parts", SETS, ids="+".join)
@pytest.mark.parametrize("name", ["full", "minimal"])
def test_slack_accepts_a_manifest_with_every_set_of_parts(name: str, parts: tuple[str]) -> None:
    manifest = read(name, *parts)
    assert faults(manifest) == []
    for event in events(manifest):
        assert NEEDS[event] <= set(scopes(manifest)), event


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("features", "assistant"), {}),
        (("features", "shortcuts", 0, "name"), "Brief the article of this message"),
        (("features", "slash_commands", 0, "command"), "brief"),
        (("features", "agent_view", "agent_description"), "x" * 301),
        (("display_information", "long_description"), "too short"),
        (("settings", "socket_mode_enabled"), False),
        (("settings", "org_deploy_enabled"), False),
        (("settings", "event_subscriptions", "bot_events"), ["app_mention"]),
        (("functions", STEP, "input_parameters", "link", "type"), "link"),
        (("oauth_config", "scopes", "bot", 0), "app_mentions"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_the_schema_finds_a_fault(where: tuple[Any, ...], value: Any) -> None:
    manifest = copy.deepcopy(read("full", *PARTS))
    part = manifest
    for key in where[:-1]:
        part = part[key]
    part[where[-1]] = value
    if where[-1] == 0:
        part[0] = "App Mentions:read"
    assert faults(manifest)


def test_the_manifest_asks_for_what_the_code_needs() -> None:
    manifest = read("full")
    assert tuple(scopes(manifest)) == SCOPES
    assert tuple(events(manifest)) == EVENTS
    assert [one["callback_id"] for one in manifest["features"]["shortcuts"]] == [SHORTCUT]
    commands = [one["command"] for one in manifest["features"]["slash_commands"]]
    assert commands == ["/brief", "/digest", "/readout"]
    assert "functions" not in manifest
    assert "agent_view" not in manifest["features"]


def test_the_minimal_manifest_asks_for_no_history() -> None:
    assert tuple(scopes(read("minimal"))) == MINIMAL_SCOPES
    assert tuple(events(read("minimal"))) == MINIMAL_EVENTS
    assert not HISTORY & set(MINIMAL_SCOPES)


def test_the_assistant_adds_its_view_and_scope() -> None:
    manifest = read("full", "assistant")
    assert scopes(manifest) == [*SCOPES, ASSISTANT_SCOPE]
    assert manifest["features"]["agent_view"]["suggested_prompts"]
    assert events(manifest) == list(EVENTS)


@pytest.mark.parametrize("name", ["full", "minimal"])
def test_the_step_adds_its_function_and_event(name: str) -> None:
    manifest = read(name, "step")
    assert events(manifest)[-1] == STEP_EVENT
    assert list(manifest["functions"]) == [STEP]
    inputs = manifest["functions"][STEP]["input_parameters"]
    assert set(inputs) == {"link", "channel", "person"}
    assert all(one["is_required"] and one["name"] == name for name, one in inputs.items())


def test_the_command_writes_a_manifest_with_its_parts() -> None:
    written = CliRunner().invoke(slack, ["manifest", "--with", "assistant", "--with", "step"])
    assert yaml.safe_load(written.output) == read("full", *PARTS)
    written = CliRunner().invoke(slack, ["manifest", "--minimal", "--with", "step"])
    assert yaml.safe_load(written.output) == read("minimal", "step")
    refused = CliRunner().invoke(slack, ["manifest", "--minimal", "--with", "assistant"])
    assert refused.exit_code == 2
    assert "reads no messages" in refused.output
