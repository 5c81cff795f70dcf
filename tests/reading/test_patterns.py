"""Repeated groups of words read everything they read before, in one way only."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from actions.reading.patterns import unambiguous

WORDS = st.lists(st.text("早就是", min_size=1, max_size=3), min_size=1, max_size=6)


@given(WORDS, st.text("早就是有", max_size=8))
def test_the_same_is_read(words: list[str], text: str) -> None:
    pattern = f"^(?:{'|'.join(words)})*有?$"
    assert bool(re.search(pattern, text)) == bool(re.search(unambiguous(pattern), text))


def test_what_others_spell_is_left_out() -> None:
    assert unambiguous("(?:早|就|早就)*有") == "(?:早|就)*有"
    assert unambiguous("(?:嗯+|我|(?:我|俺)|都是?)*有") == "(?:嗯|我|俺|都是|都)*有"
    assert unambiguous("(?:目前|目前)+(?:a|b|ab)") == "(?:目前)+(?:a|b|ab)"


def test_what_needs_both_readings_stays() -> None:
    pattern = r"(?:就|早就[^,]{1,3}|[(|)]+|\()*有"
    assert unambiguous(pattern) == pattern


def test_a_message_of_one_word_repeated_comes_to_an_end() -> None:
    """早就早就早就…: every step once had two readings, and the search would not have ended."""
    assert not re.search(unambiguous("^(?:早|就|早就|嗯+)*有$"), "早就" * 200 + "嗯" * 200)
