"""Which addresses may be fetched: checked before a request, and again before each connection.

Anyone in a channel chooses what is fetched, so the rule is a list of what is allowed: http
and https, ports 80 and 443, and addresses of the public internet. An operator adds networks
to allow or to deny, and hosts to deny. Pure: nothing is resolved or dialled here.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

from ada_url import URL

from briefs.errors import BadLink, RefusedAddress
from briefs.translatable import Translatable, translatable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

Loopback = frozenset[tuple[str, int]]
"""(host, port) pairs of this machine that may be fetched; empty except in tests."""

MAX_URL_CHARS: Final = 2048
PORTS: Final = {"http:": 80, "https:": 443}

# IANA's special-purpose registry (RFC 6890 and its updates), and Azure's host agent
# 168.63.129.16, which ipaddress.is_global calls global; it calls multicast so too.
_DENIED_V4: Final = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# The only IPv6 ever assigned to the public internet (RFC 4291, IANA's registry), and what
# lies in it without being public: Teredo and protocols, documentation, 6to4 (which holds an IPv4
# address), AS112, documentation again (RFC 9637).
_PUBLIC_V6: Final = ipaddress.IPv6Network("2000::/3")
_DENIED_V6: Final = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

# Never fetched, whatever an operator allows: this machine, link-local, multicast and reserved
# addresses, and the metadata services of clouds (Azure, AWS by IPv6, Alibaba, Oracle).
NEVER: Final[tuple[Network, ...]] = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "168.63.129.16/32",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/127",
        "fd00:ec2::/32",
        "fe80::/10",
        "ff00::/8",
    )
)

_LABEL: Final = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
# Control characters and blanks, line separators of Unicode, and the backslash, which browsers read
# as a slash. No real address contains them, and parsers disagree about them.
_MALFORMED: Final = re.compile("[\x00-\x20\x7f-\x9f\\\\\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be fetched: `url` as WHATWG serialises it, without its fragment."""

    url: str
    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class AddressRules:
    """The operator's own rules. `deny` wins over `allow`; denying a host denies its subdomains."""

    allow: tuple[Network, ...] = ()
    deny: tuple[Network, ...] = ()
    deny_hosts: tuple[str, ...] = ()

    def denies_host(self, host: str) -> bool:
        """Whether the host is one of `deny_hosts`, or below one."""
        bare = host.lower().strip(".")
        return any(bare == name or bare.endswith(f".{name}") for name in self.deny_hosts)


NO_RULES: Final = AddressRules()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an address is refused: `reason` for counting, `words` for readers."""

    reason: str
    words: Translatable


class Refused(RefusedAddress):
    """RefusedAddress with its reason."""

    def __init__(self, refusal: Refusal, *, hint: str | None = None) -> None:
        line = translatable("This address is refused: {why}.", why=refusal.words)
        super().__init__(line, hint=hint)
        self.reason = refusal.reason


_BY_OPERATOR: Final = Refusal(
    "denied_by_operator", translatable("whoever runs this bot does not let it be read")
)
_ONE_LINK: Final = Refusal("one_link", translatable("it is an address of one link only"))
_NO_ADDRESS: Final = Refusal("no_address", translatable("its host has no address that can be read"))
_PRIVATE: Final = Refusal(
    "private_network", translatable("it leads into a private network, not to the public web")
)
_USER_NAME: Final = Refusal("user_name", translatable("it holds a user name"))
_STRANGE: Final = Refusal("strange_number", translatable("its number is written in a strange way"))


def judge_url(
    text: str, *, loopback: Loopback = frozenset(), rules: AddressRules = NO_RULES
) -> Target:
    """Address -> Target, by its form alone. Raises: BadLink, RefusedAddress."""
    if len(text) > MAX_URL_CHARS:
        raise BadLink(
            translatable("This link is longer than {most} characters.", most=MAX_URL_CHARS)
        )
    if _MALFORMED.search(text):
        raise BadLink("This link holds characters that no address has.")
    try:
        url = URL(text)
    except ValueError as e:
        raise BadLink from e
    if url.protocol not in PORTS:
        raise BadLink(
            translatable(
                "Only http and https links can be read, not {scheme}.",
                scheme=url.protocol.rstrip(":"),
            )
        )
    if url.username or url.password or "@" in _authority(text):
        raise Refused(_USER_NAME, hint="Take it out of the address.")
    url.hash = ""
    host = url.hostname
    port = int(url.port) if url.port else PORTS[url.protocol]
    # The serialised form may be longer than the input ("é" becomes six characters).
    if len(url.href) > MAX_URL_CHARS:
        raise BadLink(
            translatable("This link is longer than {most} characters.", most=MAX_URL_CHARS)
        )
    if (host, port) not in loopback:
        _judge_host(host, written=_authority(text).lower(), rules=rules)
        if port not in PORTS.values():
            raise Refused(
                Refusal("port", translatable("port {port} is not that of the web", port=port))
            )
    return Target(url.href, url.protocol.removesuffix(":"), host, port)


def _authority(text: str) -> str:
    """The text between // and the path, as a careless parser might read it."""
    return re.split(r"[/?#]", text.partition("://")[2], maxsplit=1)[0]


def _judge_host(host: str, *, written: str, rules: AddressRules) -> None:
    bare = host.strip("[]")
    if rules.denies_host(bare):
        raise Refused(_BY_OPERATOR)
    if not _is_number(bare):
        # A name without a dot belongs to a private network.
        if "." not in host.rstrip(".") or not _HOST.fullmatch(host.removesuffix(".")):
            raise Refused(
                Refusal("host_name", translatable("no public host is named {host}", host=host[:80]))
            )
    elif "[" not in host and written.partition(":")[0] != host:
        # "0177.1", "0x7f.1", full-width digits: spellings that only attackers use.
        raise Refused(_STRANGE)
    elif refusal := why_refused(bare, rules=rules):
        raise Refused(refusal)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def why_refused(
    address: str, *, loopback: bool = False, rules: AddressRules = NO_RULES
) -> Refusal | None:
    """Numeric address -> why it must not be dialled, or None.

    `loopback` lets only this machine's own addresses pass in addition.
    """
    if "%" in address:
        return _ONE_LINK
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return _NO_ADDRESS
    # "::ffff:10.0.0.1" is dialled as 10.0.0.1, so that is what is judged.
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if loopback and ip.is_loopback:
        return None
    if _is_in(ip, rules.deny):
        return _BY_OPERATOR
    if _is_in(ip, rules.allow) and not _is_in(ip, NEVER):
        return None
    return None if _is_public(ip) else _PRIVATE


def _is_in(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address, networks: tuple[Network, ...]
) -> bool:
    return any(ip in network for network in networks)


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    # is_global in addition to the lists: a later Python may know newer blocks.
    if not ip.is_global or ip.is_multicast:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _DENIED_V4)
    return ip in _PUBLIC_V6 and not any(ip in block for block in _DENIED_V6)
