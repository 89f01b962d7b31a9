"""Functions that run in workers, besides those of adapters: pure work on strangers' texts.

Their time depends on what somebody wrote, so they do not run in the event loop that answers the
chats. This module imports only what a worker needs.
"""

from __future__ import annotations

from briefs.briefing.compose_briefing import brief
from briefs.model.articles import Article
from briefs.model.briefings import Briefing
from briefs.model.facts import Reading
from briefs.model.stories import Fingerprint
from briefs.stories.fingerprints import fingerprint


def brief_here(article: Article, reading: Reading) -> tuple[Briefing, Fingerprint]:
    """(Article, Reading) -> its Briefing and its Fingerprint, in this process."""
    return brief(article, reading), fingerprint(article, reading)
