"""Kind of a ReadoutError -> HTTP status."""

from __future__ import annotations

STATUSES = {
    "unknown": 404,
    "bad_request": 400,
    "bad_link": 400,
    "too_large": 413,
    "over_quota": 429,
    "store": 503,
    "store_away": 503,
}
"""For errors that answer a request directly; the failure of a job is shown on a page with 200."""
