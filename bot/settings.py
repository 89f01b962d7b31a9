"""Environment and .env -> frozen Settings, checked once, every fault named in one message."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_core import PydanticCustomError

from briefs.delivery import Allowed

PREFIX = "READOUT_"


class BadSettings(Exception):
    """Every fault of the environment, one a line; no value of it is repeated."""


def _named(name: str, *others: str) -> AliasChoices:
    return AliasChoices(PREFIX + name, *others)


class Settings(BaseModel):
    """What an operator may decide. The field's alias is its variable; README.md has the table."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    data: Path = Field(Path("readout-data"), validation_alias=_named("DATA"))
    database: str | None = Field(
        None,
        validation_alias=_named("DATABASE"),
        repr=False,  # it may hold a password
    )
    host: str = Field("127.0.0.1", validation_alias=_named("HOST"), min_length=1)
    port: int = Field(8484, validation_alias=_named("PORT", "PORT"), ge=0, le=65535)
    allowed_hosts: str = Field("", validation_alias=_named("ALLOWED_HOSTS"))
    contact: str = Field(
        "https://github.com/readout-bot/readout", validation_alias=_named("CONTACT"), min_length=3
    )
    model: str | None = Field(None, validation_alias=_named("MODEL"))
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        validation_alias=_named("WORKERS"),
        ge=1,
        le=256,
    )
    worker_memory_mb: int = Field(1500, validation_alias=_named("WORKER_MEMORY_MB"), ge=600)
    retention_days: int = Field(180, validation_alias=_named("RETENTION_DAYS"), ge=1)
    keep_text: bool = Field(False, validation_alias=_named("KEEP_TEXT"))
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", validation_alias=_named("LOG_LEVEL")
    )
    log_format: Literal["console", "json"] = Field("console", validation_alias=_named("LOG_FORMAT"))

    public_url: str | None = Field(
        None, validation_alias=_named("PUBLIC_URL"), pattern=r"^https?://[^\s]+$"
    )
    who_may: Allowed = Field(Allowed.CREATORS, validation_alias=_named("WHO_MAY"))
    slack_reaction: str = Field(
        "newspaper", validation_alias=_named("SLACK_REACTION"), pattern=r"^[a-z0-9_+-]+$"
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_client_id: str | None = Field(None, validation_alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(None, validation_alias="SLACK_CLIENT_SECRET")
    slack_config_token: SecretStr | None = Field(None, validation_alias="SLACK_CONFIG_TOKEN")
    discord_token: SecretStr | None = Field(None, validation_alias="DISCORD_TOKEN")

    @field_validator("database")
    @classmethod
    def _is_database(cls, value: str | None) -> str | None:
        if value is not None and not _names_database(value):
            raise PydanticCustomError(
                "database",
                "Write it as sqlite+aiosqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
            )
        return value

    @property
    def store_url(self) -> str:
        """The database that is used: the one that is set, or a file in the data folder."""
        return self.database or f"sqlite+aiosqlite:///{self.data / 'readout.db'}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the local page answers."""
        named = tuple(h.strip() for h in self.allowed_hosts.split(",") if h.strip())
        return named or ("127.0.0.1", "localhost", "[::1]", self.host)


def _names_database(address: str) -> bool:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it is read only here, and raises where it is no number
    except ValueError:
        return False
    file = parts.scheme == "sqlite+aiosqlite" and not parts.netloc
    server = parts.scheme == "postgresql+psycopg"
    return (file or server) and len(parts.path) > 1


def variables() -> tuple[str, ...]:
    """The names of all variables that Settings knows."""
    names: list[str] = []
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        if isinstance(alias, AliasChoices):
            names.extend(str(choice) for choice in alias.choices)
        elif isinstance(alias, str):
            names.append(alias)
    return tuple(names)


def load(environment: Mapping[str, str], *, dotenv: Path | None = None) -> Settings:
    """Environment (and a .env file below it) -> Settings.

    An empty variable counts as not set. Raises: BadSettings with every fault.
    """
    values: dict[str, str] = {}
    if dotenv is not None and dotenv.is_file():
        try:
            values.update({k: v for k, v in dotenv_values(dotenv).items() if v})
        except UnicodeDecodeError as e:
            raise BadSettings(_message([f"{dotenv}: this file is not UTF-8"])) from e
    values.update({k: v for k, v in environment.items() if v})
    known = variables()
    faults = [
        f"{name}: there is no such setting"
        for name in sorted(values)
        if name.startswith(PREFIX) and name not in known and name != "READOUT_SHARED"
    ]
    try:
        settings = Settings.model_validate({k: v for k, v in values.items() if k in known})
    except ValidationError as error:
        faults += [f"{_variable(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise BadSettings(_message(faults)) from None
    if faults:
        raise BadSettings(_message(faults))
    return settings


def _variable(loc: tuple[int | str, ...]) -> str:
    return str(loc[0]) if loc else "settings"


def _message(faults: list[str]) -> str:
    return "The settings cannot be used:\n" + "\n".join(f"  {fault}" for fault in faults)
