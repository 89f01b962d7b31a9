"""What the bot says of itself -> cards."""

from __future__ import annotations

from briefs.i18n.phrases import Phrases
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run


def how_to_ask(say: Phrases, emoji: str) -> Card:
    """The answer to a mention or a direct message without a link."""
    return _card(say("how.ask"), say("how.ask.text"), say("how.ask.channel", emoji=emoji))


def hello(say: Phrases, emoji: str, *, sees_links: bool) -> Card:
    """What a server is told when the bot was invited. `sees_links`: pasted links can be seen."""
    lines = [say("hello.ways", emoji=emoji), say("hello.admins")]
    return _card(say("hello"), *lines, *([] if sees_links else [say("hello.intent")]))


def _card(headline: str, *lines: str) -> Card:
    part = CardPart("", tuple(CardLine((Run(line),)) for line in lines))
    return Card(CardKind.NOTICE, headline, (part,))
