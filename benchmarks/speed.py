"""Where a turn's time goes, as shares of one run; machines differ, shares do not much.

python -m benchmarks.speed
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import Callable

from actions.eligibility import assess
from actions.reading import read
from actions.runtime import dialogue
from benchmarks.simulation import Talks

AS_OF = date(2026, 11, 24)
TALK = (
    "我在镇上租了一整套房，住了快两年",
    "孩子上学怎么办",
    "22个月",
    "社保在本地交",
    "为啥要问这个",
    "有正式工作，在市区",
    "再说一遍",
)
ROUNDS = 8


def seconds(work: Callable[[], object], times: int = 30) -> float:
    """The median time of one call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    with Talks(AS_OF) as talks:
        turns = []
        for _ in range(ROUNDS):
            talk = talks.begin()
            for message in TALK:
                start = time.perf_counter()
                talk.say(message)
                turns.append(time.perf_counter() - start)
        turn = statistics.median(turns)
        d = dialogue()
        places = d.library.local.places
        parts = {
            "reading a new message": lambda n=iter(range(10**6)): read(
                f"我租房住了{next(n)}个月", places=places, as_of=AS_OF
            ),
            "topics of a question": lambda: d.searcher.topics("孩子上学怎么办"),
            "an assessment": lambda: assess(d.library, {"housing": "rented"}, AS_OF),
        }
        print(
            f"a turn: median {1000 * turn:.0f} ms, slowest of {len(turns)} {1000 * max(turns):.0f} ms"
        )
        for name, work in parts.items():
            print(f"{name:24} {seconds(work) / turn:6.1%} of a turn")


if __name__ == "__main__":
    main()
