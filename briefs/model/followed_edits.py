"""The result of following a message's edit."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.model.delivery import Admission
from briefs.model.places import LinkSeen


@dataclass(frozen=True, slots=True)
class FollowedEdit:
    """The result of an edit: keys of posts that are due, or the quota that it exceeds.

    `refused`: the edited request with the links that a quota refused.
    """

    due: tuple[str, ...] = ()
    over: Admission | None = None
    refused: LinkSeen | None = None
