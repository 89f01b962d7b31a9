"""The one place where values become JSON and JSON becomes values.

Every dataclass of `briefs.model` goes both ways unchanged: fields by name, spans as
objects, times in ISO 8601, bytes in base64. What comes back is validated, since it may
have lain in a store that an older version wrote.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")


class BadRecord(ValueError):
    """What was read does not fit the type that it should be."""


def _build(kind: Any) -> TypeAdapter[Any]:
    # A bare dataclass takes no configuration; inside a tuple it takes the tuple's.
    return TypeAdapter(
        tuple[kind], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    )


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(_build)


def to_json(value: object) -> str:
    """A value of the glossary -> one line of JSON, the same for the same value."""
    return _adapter(type(value)).dump_json((value,))[1:-1].decode()


def to_plain(value: object) -> Any:
    """A value of the glossary -> dicts, lists, strings and numbers that JSON can hold."""
    return _adapter(type(value)).dump_python((value,), mode="json")[0]


def from_json(kind: type[T], text: str | bytes) -> T:
    """JSON -> a value of `kind`. Raises: BadRecord."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        return cast("T", _adapter(kind).validate_json(b"[" + raw + b"]")[0])
    except ValidationError as error:
        raise BadRecord(f"not a {kind.__name__}: {_first(error)}") from error


def from_plain(kind: type[T], plain: object) -> T:
    """What `to_plain` gave -> a value of `kind`. Raises: BadRecord."""
    return from_json(kind, json.dumps(plain))


def _first(error: ValidationError) -> str:
    """Where the first fault lies and what it is, without the value itself."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"][1:])
    return f"{where}: {first['msg']}" if where else first["msg"]
