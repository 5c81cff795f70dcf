# make run    把需要的都装好，然后在 HOST:PORT 上提供服务
# make test   装好并跑全部测试
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WEB_STAMP := bot/web/dist/.built
WEB_SOURCES := $(shell find bot/web -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print 2>/dev/null)

SAMPLES ?= benchmarks/heldout

export HOST ?= 127.0.0.1
export PORT ?= 8000
export LUOHU_DATA ?= ./var

.PHONY: help run test test-fast train web check lint eval bench clean

help: ## 列出能用的命令
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: train web ## 安装、训练、构建网页，然后启动服务
	@exec $(BIN)/luohu serve

train: $(STAMP) ## 训练模型（没有变化就跳过）
	@$(BIN)/luohu train

web: $(WEB_STAMP) ## 构建网页（没有变化就跳过）

test: train web ## 规范检查和全部测试
	@scripts/test.sh

test-fast: train ## 只跑不用浏览器和服务的测试
	@$(BIN)/python -m pytest -q -x -m "not browser and not service"

lint: $(STAMP) ## ruff、mypy、依赖方向
	@scripts/lint.sh

check: $(STAMP) ## 检查政策数据
	@$(BIN)/luohu check

eval: train ## 评测；SAMPLES=文件夹 换一套题（默认是留出的那一套）
	@$(BIN)/python -m benchmarks.evaluate $(SAMPLES)
	@$(BIN)/python -m benchmarks.crossvalidation

bench: train web ## 性能和提问次数的度量
	@$(BIN)/python -m benchmarks

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh
	@touch $@

$(WEB_STAMP): $(STAMP) $(WEB_SOURCES)
	@scripts/build-web.sh
	@touch $@

clean: ## 删掉装好的环境、模型和构建结果（会话数据不动）
	rm -rf $(VENV) bot/web/dist bot/web/node_modules var/models var/knowledge
