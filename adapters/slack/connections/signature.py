"""Whether Slack signed a request, before anything parses it.

Bolt parses a body first and checks its signature afterwards, and its check raises an error if
a header is malformed.
https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from starlette.datastructures import Headers

TIMESTAMP: Final = "x-slack-request-timestamp"
SIGNATURE: Final = "x-slack-signature"
FORMS: Final = {
    TIMESTAMP: re.compile(r"[0-9]{1,12}"),
    SIGNATURE: re.compile(r"v0=[0-9a-f]{64}"),
}
MAX_AGE_S: Final = 300


class SlackSignature:
    """Checks signatures that Slack makes with a signing secret."""

    def __init__(self, secret: str, *, now: Callable[[], datetime]) -> None:
        self._secret = secret.encode()
        self._now = now

    def may_hold(self, headers: Headers) -> bool:
        """Whether the headers are well-formed and recent, so that the body is worth reading."""
        if not all(
            len(values := headers.getlist(name)) == 1 and form.fullmatch(values[0])
            for name, form in FORMS.items()
        ):
            return False
        return abs(self._now().timestamp() - int(headers[TIMESTAMP])) <= MAX_AGE_S

    def holds(self, headers: Headers, body: bytes) -> bool:
        """Whether the signature is of this body; only for headers that `may_hold`."""
        signed = b"v0:" + headers[TIMESTAMP].encode() + b":" + body
        right = "v0=" + hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(right, headers[SIGNATURE])
