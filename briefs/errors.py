"""The error tree: first what to do (TryLater, GiveUp), then what happened.

`kind` is stable and machine-readable; `line` is the message for the reader, in English
`str(error)`; `hint` says what can be done about it, or is empty. A message with values is made by
`translatable`, so that it can be translated. No message holds a secret or an article's text.
"""

from __future__ import annotations

from briefs.translatable import Translatable, translatable


class ReadoutError(Exception):
    """The root. `kind` names the class of failure in machine output."""

    kind = "error"
    message = "Something went wrong."
    hint = "Try again later."

    def __init__(self, message: str | None = None, *, hint: str | None = None) -> None:
        super().__init__(message or self.message)
        if hint is not None:
            self.hint = hint

    @property
    def line(self) -> Translatable:
        """The message for the reader."""
        return translatable(self.args[0])


class TryLater(ReadoutError):
    """It may work later. `after_s`: the wait in seconds that the other side asked for."""

    kind = "try_later"
    message = "This did not work just now."

    def __init__(
        self, message: str | None = None, *, hint: str | None = None, after_s: float | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.after_s = after_s


class GiveUp(ReadoutError):
    """Trying again changes nothing."""

    kind = "give_up"
    message = "This cannot be done."
    hint = "Ask who runs Readout here."


# ------------------------------------------------------------------- reaching a page


class Unreachable(TryLater):
    """No such host, no route, connection refused or cut, broken TLS."""

    kind = "unreachable"
    message = "Could not reach the site."
    hint = "Check the address, or paste the article's text."


class TooSlow(TryLater):
    """The page did not arrive in time."""

    kind = "too_slow"
    message = "The site took too long to answer."
    hint = "Try again later, or paste the article's text."


class SiteBusy(TryLater):
    """429, 503 or another 5xx."""

    kind = "site_busy"
    message = "The site is busy or has a fault."
    hint = "Try again later."


class BadLink(GiveUp):
    """Not an http or https address that could be a page."""

    kind = "bad_link"
    message = "This is not a link to a web page."
    hint = "Check the address."


class RefusedAddress(GiveUp):
    """The address is not on the public internet, or leads to one that is not."""

    kind = "refused_address"
    message = "This address is refused: it is not a public web address."
    hint = "Only pages of the public web are read; paste the article's text."


class NotFound(GiveUp):
    """404, 410 or another 4xx."""

    kind = "not_found"
    message = "There is no such page."
    hint = "Check the address."


class SiteRefused(GiveUp):
    """The site does not serve robots, or not our network."""

    kind = "site_refused"
    message = "The site refused to show the page."
    hint = "Open it yourself and paste the article's text."


class TooManyRedirects(GiveUp):
    """More redirects than the limit."""

    kind = "too_many_redirects"
    message = "The link leads from page to page and never to an article."
    hint = "Open it yourself and paste the article's own address, or its text."


class TooLarge(GiveUp):
    """More bytes, tags or attributes than the limits."""

    kind = "too_large"
    message = "The page is too large to read."
    hint = "Paste the part of the text that matters."


class BadPage(GiveUp):
    """Broken encoding, or markup that cannot be read within its limits."""

    kind = "bad_page"
    message = "The page is broken or built so that it cannot be read."
    hint = "Paste the article's text."


# -------------------------------------------------------------------- reading a page


class NothingToRead(GiveUp):
    """The page was reached but holds no article; the subclasses say what it is instead."""

    kind = "nothing_to_read"
    message = "Could not read this: no article text was found."
    hint = "Paste the article's text."


class Paywalled(NothingToRead):
    """Trusted signs only: HTTP 401/402/403/451 or JSON-LD with a short text."""

    kind = "paywalled"
    message = "Could not read this: paywalled."
    hint = "If you can read it, paste its text."


class NotAnArticle(NothingToRead):
    """A front page, a consent wall, a captcha, an error page."""

    kind = "not_article"
    message = "Could not read this: the page is not an article."


class NotEnglish(NothingToRead):
    """Another language than the model reads."""

    kind = "not_english"
    message = "Could not read this: it is not in English."
    hint = "Only articles in English can be briefed."


class IsPdf(NothingToRead):
    """A PDF, by content type or by its first bytes."""

    kind = "pdf"
    message = "Could not read this: it is a PDF, not a web page."
    hint = "Paste its text."


class NotText(NothingToRead):
    """An image, an archive or another kind of file."""

    kind = "not_text"
    message = "Could not read this: it is not a web page."
    hint = "Paste the address of an article, or its text."


class VideoOnly(NothingToRead):
    """A player with hardly any text."""

    kind = "video_only"
    message = "Could not read this: there is a video but no article text."
    hint = "If there is a transcript, paste it."


class ReadingFailed(GiveUp):
    """The worker that read the page was stopped: time, memory or a crash."""

    kind = "reading_failed"
    message = "Could not read this: reading took too long or too much memory."
    hint = "Paste the part of the text that matters."


class Cancelled(GiveUp):
    """The asker cancelled it."""

    kind = "cancelled"
    message = "Cancelled."
    hint = ""


class Interrupted(GiveUp):
    """Every attempt ended without a result, because its process died."""

    kind = "interrupted"
    message = "This could not be finished: it was interrupted again and again."
    hint = "Try again later."


# --------------------------------------------------------------------------- posting


class NotSent(TryLater):
    """The platform refused explicitly for now (429): the message was certainly not posted."""

    kind = "not_sent"
    message = "The platform does not take the message just now."


class PlaceGone(GiveUp):
    """Channel archived, bot removed, no right to post: in this place and everything in it."""

    kind = "place_gone"
    message = "This place can no longer be posted to."
    hint = "Invite Readout to the channel, or message Readout instead."


class PlaceClosed(PlaceGone):
    """Nothing may be posted there; threads in it may still be open."""

    kind = "place_closed"


class PlaceDeleted(PlaceGone):
    """The place is deleted for good, with everything in it."""

    kind = "place_deleted"
    hint = "Ask in another channel, or message Readout instead."


class Refused(GiveUp):
    """The platform will never accept this message."""

    kind = "refused"
    message = "The platform refused the message."
    hint = "Open the article itself, or ask again later."


class Unverifiable(GiveUp):
    """It cannot be found out whether an earlier attempt arrived; the post is parked."""

    kind = "unverifiable"
    message = "It could not be verified whether the message arrived."
    hint = "Look for it in its channel, then settle it with readout outbox."


# -------------------------------------------------------------------- asking for work


class BadRequest(GiveUp):
    """The request cannot be understood; the hint says how to ask."""

    kind = "bad_request"
    message = "That was not understood."
    hint = ""


class SameDigest(BadRequest):
    """The same digest exists already."""

    kind = "same_digest"
    message = "The same digest is here already."
    hint = "Change its time, or what goes in."


class NotAllowed(GiveUp):
    """The asker lacks the right; the message says who has it."""

    kind = "not_allowed"
    message = "You may not do this here."
    hint = "Ask somebody who may."


class OverQuota(GiveUp):
    """More than this person or place may ask for now."""

    kind = "over_quota"
    message = "That is enough for now; please come back later."
    hint = ""


class Unknown(GiveUp):
    """There is no such job, briefing, feed or subscription, or no longer."""

    kind = "unknown"
    message = "There is nothing here under this address."
    hint = "It may have been removed, or Readout was restarted; paste the link again."


# ------------------------------------------------------------------------- the store


class StoreUnusable(GiveUp):
    """The database cannot be opened, read or written."""

    kind = "store"
    message = "The store cannot be used."
    hint = "Check READOUT_DATA and READOUT_DATABASE."


class StoreAway(TryLater):
    """The database is full, locked, read-only or gone just now; nothing was stored."""

    kind = "store_away"
    message = "The store cannot be used just now."
    hint = "Nothing of this was kept. Try it again when the store is mended."
