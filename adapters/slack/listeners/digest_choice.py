"""Which digest somebody names after /digest: by its name, its number in the list, or its key."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.errors import BadRequest
from briefs.i18n.phrases import Phrases
from briefs.model.subscription_forms import DigestSummary

QUOTES = "`'\"“”„‘’"
MAX_DIGITS = 4
"""A longer number is no place in a list."""


def chosen(typed: str, digests: Sequence[DigestSummary], say: Phrases) -> str:
    """Words -> the key of the digest that they name.

    The beginning of a name is enough if no other digest has the words as its name or number.
    Raises: BadRequest if they name no digest, or several.
    """
    wanted = typed.strip().strip(QUOTES).strip()
    name, found = wanted.casefold(), []
    for number, one in enumerate(digests, 1):
        if one.subscription.key == name:
            return one.subscription.key
        if name == _name(one, say) or _number(wanted) == number:
            found.append(one.subscription.key)
    if not found and name:
        found = [one.subscription.key for one in digests if _name(one, say).startswith(name)]
    if len(found) != 1:
        fault = "digest.several" if found else "digest.unknown" if name else "digest.which"
        raise BadRequest(say(fault, name=wanted), hint=say("digest.choose"))
    return found[0]


def _name(one: DigestSummary, say: Phrases) -> str:
    """A digest's name as the list shows it, in small letters."""
    return (one.subscription.name.strip() or say("digest.unnamed")).casefold()


def _number(typed: str) -> int | None:
    """The number that words like "2", "#2" or "2." name; None for other words."""
    digits = typed.removeprefix("#").removesuffix(".")
    return int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else None
