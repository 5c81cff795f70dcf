"""Everything that is measured without case files: questions asked, learning, speed, the page.

python -m benchmarks            all of it
python -m benchmarks page       one of them
"""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("questions", "learning", "speed", "page")

wanted = sys.argv[1:2] or list(NAMES)
if not set(wanted) <= set(NAMES):
    sys.exit(f"没有这一项：{wanted[0]}；有 {'、'.join(NAMES)}")
for name in wanted:
    main = import_module(f"benchmarks.{name}").main
    if name == "page":
        main(sys.argv[2:])
    else:
        main()
