#!/usr/bin/env bash
# The whole suite, the fast part first. CI sets LUOHU_REQUIRE_SERVICES=1: nothing is skipped there.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/lint.sh
.venv/bin/luohu check
exec .venv/bin/python -m pytest -q "$@"
