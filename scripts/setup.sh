#!/usr/bin/env bash
# Makes .venv with exactly the packages of requirements.lock, hashes checked.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*"; }

works() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.10 python3 "$HOME"/.pyenv/versions/3.10.*/bin/python3.10; do
    [ -n "$candidate" ] && works "$candidate" && { echo "$candidate"; return; }
  done
  return 1
}

if ! { [ -x .venv/bin/python ] && works .venv/bin/python; }; then
  rm -rf .venv
  if python=$(find_python); then
    say "（准备）用 $($python --version) 建立运行环境 .venv"
    "$python" -m venv .venv
  elif command -v uv >/dev/null; then
    say "（准备）没有找到 Python 3.10，用 uv 下载一个"
    uv venv --python 3.10 --seed .venv
  else
    say "没有找到 Python 3.10（Rasa 不支持更新的版本）。请装好后再试："
    say "  Debian/Ubuntu：apt-get install python3.10 python3.10-venv"
    say "  或者装 uv（pip install uv），make 会用它取 Python 3.10"
    say "  或者用 PYTHON=/路径/python3.10 make run 指明位置"
    exit 1
  fi
fi
say "（准备）按 requirements.lock 安装依赖，第一次要几分钟"
# uv 只是装得快；它的版本和哈希也在锁定文件里
uv_lock=$(mktemp)
trap 'rm -f "$uv_lock"' EXIT
awk '/^uv==/ {on=1} on {print; if ($0 !~ /\\$/) exit}' requirements.lock >"$uv_lock"
.venv/bin/python -m pip install --quiet --require-hashes --no-deps -r "$uv_lock"
# 编译好的字节码一次写下：每次启动要读进一万多个模块，不然可能回回都重新编译
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python requirements.lock
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --python .venv/bin/python -e .
say "（准备）依赖装好了"
