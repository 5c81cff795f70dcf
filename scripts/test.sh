#!/usr/bin/env bash
# The whole suite. What starts servers runs beside what does not, since a start keeps one core busy;
# within each part the fast tests come first. CI sets LUOHU_REQUIRE_SERVICES=1: nothing is skipped
# there. Arguments go to one pytest instead (scripts/test.sh tests/api -k chat).
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then
  exec .venv/bin/python -m pytest -q "$@"
fi
scripts/lint.sh
.venv/bin/luohu check

served=(tests/api tests/channels tests/services tests/browser)
report=$(mktemp)
beside=
trap 'kill $beside 2>/dev/null || true; rm -f "$report"' EXIT
.venv/bin/python -m pytest -q "${served[@]}" >"$report" 2>&1 &
beside=$!
failed=0
.venv/bin/python -m pytest -q tests "${served[@]/#/--ignore=}" || failed=$?
wait "$beside" || failed=$?
cat "$report"
exit "$failed"
