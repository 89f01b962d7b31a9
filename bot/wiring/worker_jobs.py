"""What workers are asked to do besides the adapters' own: pure work on a stranger's text.

Its cost depends on what somebody wrote, so none of it is done in the loop that answers the
chats. It imports nothing that a worker does not need.
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
