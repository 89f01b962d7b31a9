"""Environment and .env -> frozen Settings, checked once; one message names every error."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from difflib import get_close_matches
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

from briefs.model.delivery import EditRights

PREFIX = "READOUT_"
_NEARLY = 0.88  # of the letters: SLACK_BOT_TOKN is SLACK_BOT_TOKEN, SLACK_WEBHOOK_URL is not ours
_NEARLY_A_WORD = 0.8  # the same of READOUT alone: REDAOUT, RAEDOUT

FOR_TESTS = ("READOUT_BARE_TREE", "READOUT_PARSED", "READOUT_SHARED", "READOUT_VECTORS")
"""Variables that only tests and tools read; the program ignores them."""


class BadSettings(Exception):
    """Every error in the settings, one a line; values are not repeated, being secret."""


def _named(name: str, *others: str) -> AliasChoices:
    return AliasChoices(PREFIX + name, *others)


class Settings(BaseModel):
    """All settings of an operator. A field's alias is its variable; README.md has the table."""

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
    token: SecretStr | None = Field(None, validation_alias=_named("TOKEN"), min_length=16)
    allow_networks: str = Field("", validation_alias=_named("ALLOW_NETWORKS"))
    deny_networks: str = Field("", validation_alias=_named("DENY_NETWORKS"))
    deny_hosts: str = Field("", validation_alias=_named("DENY_HOSTS"))
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
    who_may: EditRights = Field(EditRights.CREATORS, validation_alias=_named("WHO_MAY"))
    slack_listen: str | None = Field(
        None,
        validation_alias=_named("SLACK_LISTEN"),
        pattern=r"^([0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$",
    )
    slack_reaction: str = Field(
        "newspaper", validation_alias=_named("SLACK_REACTION"), pattern=r"^[a-z0-9_+-]+$"
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_client_id: str | None = Field(None, validation_alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(None, validation_alias="SLACK_CLIENT_SECRET")
    slack_config_token: SecretStr | None = Field(None, validation_alias="SLACK_CONFIG_TOKEN")
    discord_servers: str = Field(
        "", validation_alias=_named("DISCORD_SERVERS"), pattern=r"^[\d,\s]*$"
    )
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

    @field_validator("allow_networks", "deny_networks")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        try:
            networks(value)
        except ValueError as e:
            words = "Write networks as 10.1.0.0/16 or fd12::/48, with commas between"
            raise PydanticCustomError("networks", words) from e
        return value

    @property
    def store_url(self) -> str:
        """The database's URL: the one that is set, or a file in the data folder."""
        return self.database or f"sqlite+aiosqlite:///{self.data / 'readout.db'}"

    @property
    def slack_address(self) -> tuple[str, int] | None:
        """Host and port of Slack's own endpoint, None if it shares the page's server."""
        if self.slack_listen is None:
            return None
        host, _, port = self.slack_listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def private(self) -> bool:
        """Whether the page asks for a token: one is set, or other machines can reach it.

        If it answers to another machine's name, a proxy probably leads here.
        """
        names = (self.host, *self._named_hosts)
        return self.token is not None or not all(map(is_loopback, names))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the local page answers.

        Always its own. If it asks for a token and no names are set, it answers to any name: a site
        that resolves its own name to this machine (DNS rebinding) has no cookie to send.
        """
        if self.private and not self._named_hosts:
            return ("*",)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (*self._named_hosts, "127.0.0.1", "localhost", "[::1]", host)

    @property
    def _named_hosts(self) -> tuple[str, ...]:
        return names(self.allowed_hosts)


def names(text: str) -> tuple[str, ...]:
    """Comma-separated text -> its parts."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def networks(text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Comma-separated text -> networks. Raises: ValueError."""
    return tuple(map(ipaddress.ip_network, names(text)))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address bound to it; False for unknown names."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


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
            # "utf-8-sig", since editors on Windows begin a file with a byte order mark.
            of_file = dotenv_values(dotenv, encoding="utf-8-sig")
            values.update({k: v for k, v in of_file.items() if v})
        except UnicodeDecodeError as e:
            raise BadSettings(_message([f"{dotenv}: this file is not UTF-8"])) from e
    values.update({k: v for k, v in environment.items() if v})
    known = variables()
    unknown = [name for name in sorted(values) if name not in known and name not in FOR_TESTS]
    faults = [
        f"{name}: there is no such setting" + (f"; did you mean {near}?" if near else "")
        for name in unknown
        if (near := _closest_name(name, known)) or name.upper().startswith(PREFIX)
    ]
    try:
        settings = Settings.model_validate({k: v for k, v in values.items() if k in known})
    except ValidationError as error:
        faults += [f"{_variable(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise BadSettings(_message(faults)) from None
    if faults:
        raise BadSettings(_message(faults))
    return settings


def _closest_name(name: str, known: tuple[str, ...]) -> str | None:
    """An unknown name -> the setting that it misspells, or None; case is ignored.

    Other programs use names like SLACK_WEBHOOK_URL, so only very close names count.
    """
    upper = name.upper().replace("-", "_")
    if upper in known:
        return None if upper == "PORT" else upper
    near = get_close_matches(upper, known, n=1, cutoff=_NEARLY)
    if not near and upper.startswith(PREFIX):  # "READOUT_DISCORD_TOKN", of DISCORD_TOKEN
        near = get_close_matches(upper.removeprefix(PREFIX), known, n=1, cutoff=_NEARLY)
    first = get_close_matches(upper.partition("_")[0], ["READOUT"], cutoff=_NEARLY_A_WORD)
    own = first or upper.replace("_", "").startswith("READOUT")
    return near[0] if near and (own or upper.startswith(("SLACK_", "DISCORD_"))) else None


def _variable(loc: tuple[int | str, ...]) -> str:
    return str(loc[0]) if loc else "settings"


def _message(faults: list[str]) -> str:
    return "The settings cannot be used:\n" + "\n".join(f"  {fault}" for fault in faults)
