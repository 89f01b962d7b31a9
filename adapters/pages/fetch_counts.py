"""Counters of the fetcher, for the operator: refusals, requests and bytes by site."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from briefs.errors import ReadoutError
from briefs.model.pastes import Gauge, Metric

MAX_SITES: Final = 200
"""Sites that are counted by name; beyond that, the least recently asked is added to "others"."""

OTHERS: Final = "others"


@dataclass(slots=True)
class _Site:
    requests: int = 0
    bytes: int = 0


@dataclass(slots=True)
class FetchCounts:
    """Counts since the program started."""

    running: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _sites: OrderedDict[str, _Site] = field(default_factory=OrderedDict)
    _others: _Site = field(default_factory=_Site)

    @contextmanager
    def fetching(self) -> Iterator[None]:
        """Count one fetch, its redirects included."""
        self.running += 1
        try:
            yield
        except ReadoutError as error:
            self.failures[error.kind] += 1
            if reason := getattr(error, "reason", None):
                self.refused[str(reason)] += 1
            raise
        finally:
            self.running -= 1

    def count_request(self, site: str, *, taken: int) -> None:
        """Count one request to a site, which sent `taken` bytes."""
        known = self._sites.setdefault(site, _Site())
        self._sites.move_to_end(site)
        known.requests += 1
        known.bytes += taken
        while len(self._sites) > MAX_SITES:
            _, gone = self._sites.popitem(last=False)
            self._others.requests += gone.requests
            self._others.bytes += gone.bytes

    def metrics(self) -> tuple[Metric, ...]:
        """The counts as metrics: counters only go up; bytes are counted as sent, not decoded."""
        sites = [*self._sites.items(), (OTHERS, self._others)]
        return (
            Metric("readout_fetches_running", "Pages being fetched", Gauge.GAUGE,
                   (({}, float(self.running)),)),
            _counted("readout_fetch_failures_total", "Fetches that failed", "kind", self.failures),
            _counted("readout_addresses_refused_total", "Addresses that were not asked", "reason",
                     self.refused),
            _counted("readout_egress_requests_total", "Requests by site", "site",
                     {name: site.requests for name, site in sites}),
            _counted("readout_egress_read_bytes_total", "Bytes read by site", "site",
                     {name: site.bytes for name, site in sites}),
        )  # fmt: skip


def _counted(name: str, words: str, label: str, counts: dict[str, int]) -> Metric:
    samples = tuple(({label: key}, float(count)) for key, count in counts.items())
    return Metric(name, words, Gauge.COUNTER, samples)
