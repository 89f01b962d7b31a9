"""How long work may take, how often it is tried, and how much one may ask for.

Apart from what is built with it: whoever only names it loads no database and no chat.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot import retries
from bot.flows.answer_links import QUOTA
from bot.flows.deliver_posts import TIMING, Timing
from briefs.model.delivery import Quota


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How long work may take, how often it is tried, and how much one may ask for."""

    link: retries.Backoff = retries.LINK
    post: retries.Backoff = retries.POST
    digest: retries.Backoff = retries.DIGEST
    link_lease_s: float = 100.0
    digest_lease_s: float = 120.0
    timing: Timing = TIMING
    quota: Quota = QUOTA


RETRY_POLICY = RetryPolicy()
