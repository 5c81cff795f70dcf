"""The measuring itself works, and what does not depend on the machine keeps to its budget."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import page as bench

LARGEST_SHIFT = 0.1  # what Core Web Vitals call good
MOST_REQUESTS = 8


@pytest.mark.parametrize("condition", [bench.CONDITIONS[0], bench.CONDITIONS[-1]])
def test_every_figure_is_measured(browser: Any, site: str, condition: bench.Condition) -> None:
    figures = bench.load(browser, site, condition)
    assert set(bench.NAMES) <= set(figures)
    assert 0 < figures["first_paint"] <= figures["first_contentful_paint"]
    assert figures["first_contentful_paint"] <= figures["largest_contentful_paint"]
    assert figures["composer_usable"] <= figures["greeting_shown"]
    assert figures["layout_shift"] <= LARGEST_SHIFT
    assert figures["requests_before_paint"] <= figures["requests"] <= MOST_REQUESTS
    assert figures["tap_answer"] > 0


def test_the_page_without_scripts_is_measured_too(browser: Any, site: str) -> None:
    bare = bench.load_without_script(browser, site, bench.CONDITIONS[0])
    assert bare["first_contentful_paint"] > 0


def test_sizes_name_what_the_first_opening_loads(site: str) -> None:
    found = bench.sizes(site)
    first = [name for name, _, _, at_once in found if at_once]
    assert "index.html" in first
    assert len([name for name in first if name.endswith(".js")]) == 2
    assert "print.html" not in first
    assert all(0 < packed < raw + 100 for _, raw, packed, _ in found)


def test_blocking_counts_what_goes_beyond_fifty_milliseconds_after_the_paint() -> None:
    tasks = [(0.0, 80.0), (100.0, 60.0), (300.0, 40.0)]
    assert bench._blocked(tasks, 90.0) == 10.0
    assert bench._blocked(tasks, 0.0) == 40.0
