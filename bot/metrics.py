"""Figures for Prometheus. Labels are kinds and codes, never anything a person wrote."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram


class Metrics:
    """One server's counters."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.replies = Counter(
            "luohu_replies_total", "Replies by kind", ["kind"], registry=self.registry
        )
        self.verdicts = Counter(
            "luohu_verdicts_total", "Verdicts stated", ["verdict"], registry=self.registry
        )
        self.ratings = Counter(
            "luohu_ratings_total", "Ratings given", ["rating"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "luohu_turn_seconds",
            "Seconds from a message to its reply",
            registry=self.registry,
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        )
