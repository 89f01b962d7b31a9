"""Discord's OpenAPI document -> the part of it that tests use, stored in tests/vectors.

Usage: python -m tests.fakes.discord_document OPENAPI.json

The document is discord/discord-api-spec's, under the MIT licence. Every path is kept; schemas of
request bodies are kept for the requests that the bot makes.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parents[1] / "vectors" / "discord-api.json"
ASKED = re.compile(
    r"/channels/\{channel_id\}(/messages(/\{message_id\}(/threads)?|/bulk-delete)?|/threads)?"
    r"|/webhooks/\{webhook_id\}/\{webhook_token\}(/messages/.*)?"
    r"|/interactions/.*/callback|/applications/\{application_id\}/commands|/users/@me/channels"
)
METHODS = {"get", "post", "put", "patch", "delete"}


def part(spec: dict[str, Any]) -> dict[str, Any]:
    """The whole document -> paths, request bodies that the bot sends, and what they refer to."""
    paths = {
        path: {
            method: _body(operation) if ASKED.fullmatch(path) else {}
            for method, operation in item.items()
            if method in METHODS
        }
        for path, item in spec["paths"].items()
    }
    schemas = spec["components"]["schemas"]
    found: dict[str, Any] = {}
    todo = _references(paths)
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = schemas[name]
            todo |= _references(schemas[name])
    return {
        "info": spec["info"],
        "paths": paths,
        "components": {"schemas": dict(sorted(found.items()))},
    }


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return {"requestBody": {"content": {"application/json": content}}} if content else {}


def _references(value: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(value)))


if __name__ == "__main__":
    document = json.loads(Path(sys.argv[1]).read_text())
    KEPT.write_text(json.dumps(part(document), separators=(",", ":")) + "\n")
