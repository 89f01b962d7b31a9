"""Values -> JSON -> values; nothing else serialises them.

Every dataclass of `briefs.model` survives the round trip: fields by name, spans as objects, times
in ISO 8601, bytes in base64. JSON is validated when read, since an older version may have written
it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    AliasChoices,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    TypeAdapter,
    ValidationError,
)

from briefs.translatable import Translatable, Value, translatable

T = TypeVar("T")


class BadRecord(ValueError):
    """The JSON does not fit the wanted type."""


def _plain(text: Value) -> Any:
    if not isinstance(text, Translatable):
        return text
    values = {name: _plain(value) for name, value in text.values.items()}
    return {"text": str(text), "template": text.template, "values": values}


def _text(stored: Any) -> Any:
    match stored:
        case str():
            return stored
        case {"text": str(text), "template": str(template), "values": dict(values)}:
            return Translatable(text, template, {n: _value(v) for n, v in values.items()})
    raise ValueError("neither a text nor a sentence")


def _value(stored: Any) -> Value:
    value: Value = stored if isinstance(stored, int) else _text(stored)
    return value


Text = Annotated[str, PlainValidator(_text), PlainSerializer(_plain)]
"""A string; a sentence of ours keeps its template and values."""


def also_read_as(name: str, *earlier: str) -> Any:
    """(Field's name, its names in older versions) -> the metadata for its `Annotated` type."""
    return Field(validation_alias=AliasChoices(name, *earlier))


def _build(kind: Any) -> TypeAdapter[Any]:
    # A dataclass alone takes no configuration; inside a tuple it takes the tuple's.
    return TypeAdapter(
        tuple[kind], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    )


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(_build)


def to_json(value: object) -> str:
    """A value of briefs.model -> one line of JSON, the same for the same value."""
    return _adapter(type(value)).dump_json((value,))[1:-1].decode()


def from_json(kind: type[T], text: str | bytes) -> T:
    """JSON -> a value of `kind`. Raises: BadRecord."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        return cast("T", _adapter(kind).validate_json(b"[" + raw + b"]")[0])
    except ValidationError as error:
        raise BadRecord(f"not a {kind.__name__}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """Validation error -> path and message of the first error, without the value."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"][1:])
    return f"{where}: {first['msg']}" if where else first["msg"]


def sentence_to_text(sentence: str) -> str:
    """A sentence of ours -> text for a database column: JSON if it has values."""
    if isinstance(sentence, Translatable) and sentence.values:
        return _adapter(Text).dump_json((sentence,))[1:-1].decode()
    return str(sentence)


def sentence_from_text(stored: str) -> Translatable:
    """Text of `sentence_to_text`, or of an older version -> the sentence."""
    if not stored.startswith('{"text":'):
        return translatable(stored)
    try:
        return translatable(_adapter(Text).validate_json(f"[{stored}]")[0])
    except ValidationError:
        return translatable(stored)
