"""What Slack accepts: its published types, slack_sdk's own checks, and the limits of this project.

`faults(method, body)` checks every body that a test sends to any kind of fake Slack.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from briefs.links.sanitizing import plain
from tests.conftest import missing
from tools.blockkit_schema import SCHEMA, make

Json = dict[str, Any]
MAX_TOTAL = 13_000


def ready() -> None:
    """Build the schema if it is missing, before a request needs it: a skip there would be lost."""
    if not SCHEMA.is_file():
        missing("node")
        make()


@cache
def _schema() -> Json:
    ready()
    found: Json = json.loads(SCHEMA.read_text())
    return found


@cache
def _validator(name: str) -> jsonschema.Draft7Validator:
    schema = {"$ref": f"#/definitions/{name}", "definitions": _schema()["definitions"]}
    return jsonschema.Draft7Validator(schema)


@cache
def _named(kind: str) -> str | None:
    """The definition of a block's type, so that errors are about it and not about every type."""
    for name, definition in _schema()["definitions"].items():
        const = definition.get("properties", {}).get("type", {}).get("const")
        if const == kind and name.endswith("Block"):
            return str(name)
    return None


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a body, with the name of its field."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)


def shown(blocks: list[Json]) -> str:
    """What a reader sees of blocks, as one text."""
    return "\n".join(text for key, text in texts(blocks) if key == "text")


def block_faults(blocks: list[Json], *, most: int = 50) -> list[str]:
    found: list[str] = []
    if not 1 <= len(blocks) <= most:
        found.append(f"{len(blocks)} blocks")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) != len(ids):
        found.append("block_id twice")
    for at, block in enumerate(blocks):
        name = _named(block.get("type", ""))
        if name is None:
            found.append(f"block {at}: no such type")
            continue
        found += [
            f"block {at} {'/'.join(map(str, error.path))}: {error.message[:200]}"
            for error in _validator(name).iter_errors(block)
        ]
        try:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.validate_json()
        except (SlackObjectFormationError, AssertionError) as error:
            found.append(f"block {at}: slack_sdk: {error}")
        size = sum(units(text) for key, text in texts(block) if key == "text")
        if size > 3_000:
            found.append(f"block {at}: {size} characters")
        if block.get("type") == "header" and units(block["text"]["text"]) > 150:
            found.append(f"block {at}: header over 150")
    return found


def text_faults(body: Any) -> list[str]:
    found: list[str] = []
    for key, text in texts(body):
        if key in {"text", "alt_text"} and not text.strip(" ") and text != " ":
            found.append(f"empty {key}")
        if plain(text) != text:
            found.append(f"control, bidi or invisible character in {key}: {text!r}")
        if key == "url" and not text.startswith(("https://", "http://")):
            found.append(f"odd link {text!r}")
    try:
        json.dumps(body).encode()
    except (TypeError, ValueError) as error:
        found.append(str(error))
    return found


def mrkdwn(value: Any) -> Iterator[str]:
    """Every text that Slack parses."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for inner in value.values():
            yield from mrkdwn(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from mrkdwn(inner)


def message_faults(body: Json) -> list[str]:
    blocks = body.get("blocks") or []
    found = block_faults(blocks) if blocks else []
    found += text_faults({"text": body.get("text", ""), "blocks": blocks})
    if not body.get("text"):
        found.append("no fallback text")
    total = units(body.get("text", "")) + sum(
        units(text) for key, text in texts(blocks) if key in {"text", "url", "value"}
    )
    if total > MAX_TOTAL:
        found.append(f"{total} characters in total")
    for live in (body.get("text", ""), *mrkdwn(blocks)):
        if "<" in live or ">" in live:
            found.append(f"live markup in {live!r}")
    if body.get("link_names") or body.get("parse") == "full":
        found.append("names are linked")
    return found


def posted_faults(body: Json) -> list[str]:
    found = message_faults(body)
    if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
        found.append("links are unfurled")
    return found


def view_faults(view: Json) -> list[str]:
    kind = {"modal": "Modal", "home": "Home"}[view["type"]]
    found = block_faults(view["blocks"], most=100) + text_faults(view)
    body = {**view, "blocks": []}
    for error in _validator(kind).iter_errors(body):
        found.append(f"{kind} {'/'.join(map(str, error.path))}: {error.message[:200]}")
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        found.append(f"slack_sdk: {error}")
    for live in mrkdwn(view["blocks"]):
        if "<" in live or ">" in live:
            found.append(f"live markup in {live!r}")
    return found


def faults(method: str, body: Json) -> list[str]:
    """A method of the Web API and its body -> what Slack or this project would refuse in it."""
    if method in {"chat.postMessage", "chat.postEphemeral"}:
        return posted_faults(body)
    if method == "chat.update":
        return message_faults(body)
    if method.startswith("views."):
        return view_faults(body["view"])
    if method == "response_url":
        return message_faults(body)
    return []
