"""Discord's published limits: its OpenAPI document, and the totals that this does not have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

from tests.fakes.discord_document import KEPT

V2 = 1 << 15
TEXT = 10


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Limits:
    def __init__(self, path: Path) -> None:
        self.spec: dict[str, Any] = json.loads(path.read_text())
        # discord.py sends some identifiers as numbers; the API takes both.
        self.spec["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        self.routes = [
            (
                method.upper(),
                re.compile(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(path))),
                operation,
            )
            for path, item in self.spec["paths"].items()
            for method, operation in item.items()
            if method in {"get", "post", "put", "patch", "delete"}
        ]

    @cache  # noqa: B019
    def _validator(self, method: str, path: str) -> jsonschema.Draft202012Validator | None:
        found = [op for m, rx, op in self.routes if m == method and rx.fullmatch(path)]
        if not found:
            raise AssertionError(f"Discord has no {method} {path}")
        content = found[0].get("requestBody", {}).get("content", {})
        schema = (content.get("application/json") or {}).get("schema")
        if schema is None:
            return None
        return jsonschema.Draft202012Validator(
            {**schema, "components": self.spec["components"]},
            format_checker=jsonschema.FormatChecker(),
        )

    def faults(self, method: str, path: str, json: Any) -> list[str]:
        """What Discord would refuse of a request, and why."""
        body = json
        path = re.sub(r"^/api/v\d+", "", urlsplit(path).path)
        name = re.sub(r"\d{5,}", "1", path)
        validator = self._validator(method, name)
        found: list[str] = []
        if validator is not None and not validator.is_valid(body):
            for error in validator.iter_errors(body):
                best = jsonschema.exceptions.best_match([error]) or error
                found.append(
                    f"{name} {'/'.join(map(str, best.absolute_path))}: {best.message[:200]}"
                )
        return found + [f"{name}: {fault}" for fault in totals(body)]


@cache
def published() -> Limits:
    """The limits of the document."""
    return Limits(KEPT)


def totals(body: Any) -> Iterator[str]:
    data = body.get("data", body) if isinstance(body, dict) else {}
    data = data.get("message", data) if isinstance(data, dict) else {}  # a forum's first message
    if not isinstance(data, dict):
        return
    if units(data.get("content") or "") > 2000:
        yield "content over 2,000"
    if sum(_embed(embed) for embed in data.get("embeds") or []) > 6000:
        yield "embeds over 6,000"
    is_v2 = bool((data.get("flags") or 0) & V2)
    if is_v2 and (data.get("content") or data.get("embeds")):
        yield "content or embeds beside Components V2"
    components = data.get("components")
    if isinstance(components, list):
        yield from _components(components, is_v2=is_v2)


def _embed(embed: dict[str, Any]) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        texts += [field["name"], field["value"]]
    return sum(units(text or "") for text in texts)


def every(components: Any) -> Iterator[dict[str, Any]]:
    """All components, nested ones too."""
    if isinstance(components, list):
        for one in components:
            yield from every(one)
    elif isinstance(components, dict) and "type" in components:
        yield components
        for key in ("components", "component", "accessory"):
            yield from every(components.get(key))


def _components(components: list[Any], *, is_v2: bool) -> Iterator[str]:
    found = list(every(components))
    if is_v2 and len(found) > 40:
        yield f"{len(found)} components"
    if not is_v2 and len(components) > 5:
        yield "more than 5 rows"
    if sum(units(one["content"]) for one in found if one["type"] == TEXT) > 4000:
        yield "text over 4,000"
    names = [one["custom_id"] for one in found if one.get("custom_id")]
    if len(set(names)) < len(names):
        yield f"a custom_id twice: {sorted(names)}"
    for one in found:
        if one["type"] == 1 and not 1 <= len(one["components"]) <= 5:
            yield "a row of none or of more than five"
        if units(one.get("label") or "") > 80 and one["type"] == 2:
            yield "label over 80"
        if units(one.get("custom_id") or "") > 100:
            yield "custom_id over 100"
