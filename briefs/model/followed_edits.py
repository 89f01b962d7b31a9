"""What the edit of a message comes to."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.model.delivery import Admission
from briefs.model.places import LinkSeen


@dataclass(frozen=True, slots=True)
class FollowedEdit:
    """What an edit of a message came to: keys of posts that are due, or the quota it exceeds.

    `refused` is then the request as it would read.
    """

    due: tuple[str, ...] = ()
    over: Admission | None = None
    refused: LinkSeen | None = None
