"""What the chats cannot do they say with what to do instead, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from briefs.i18n.catalogues import load_languages

LANGUAGES = load_languages(files("briefs.i18n"))
REFUSALS = frozenset(
    ["asked.gone", "asked.no_link", "no_link", "no_links", "gone", "nothing", "evidence.gone",
     "evidence.none", "evidence.changed", "erase.not", "refused.by_slack", "reaction.unread"]
)  # fmt: skip
ADVICE = {
    "en": re.compile(r"/\w|\b(?:send|open|give|mention|type|try|choose|write)\b", re.IGNORECASE),
    "de": re.compile(
        r"/\w|\b(?:sende\w*|öffne|gib|geben|eingeben|erwähne|tippe|versuch\w*|wähle|schreib\w*)\b",
        re.IGNORECASE,
    ),
}


def phrases() -> Iterator[tuple[str, str, str]]:
    for code, language in LANGUAGES.items():
        for table in language.tables.values():
            for key, entry in table.items():
                if key in REFUSALS and isinstance(entry, str):
                    yield code, key, entry


@pytest.mark.parametrize(("code", "key", "said"), list(phrases()))
def test_a_refusal_names_what_to_do(code: str, key: str, said: str) -> None:
    assert ADVICE[code].search(said), f"{key} in {code}: {said}"


def test_every_refusal_is_said_in_every_language() -> None:
    assert {(code, key) for code, key, _ in phrases()} == {
        (code, key) for code in LANGUAGES for key in REFUSALS
    }
