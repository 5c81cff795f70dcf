"""Everything that is measured without case files: questions asked, learning, refusal, speed."""

from __future__ import annotations

from benchmarks import learning, questions, speed

questions.main(400)
learning.main()
speed.main()
