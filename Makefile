# make run    sets up .venv and opens the chat page
# make test   sets up what the tests need, and runs them all
# make lint   the style and type checks alone
# make benchmark DATA=../shared/data   every figure that the README gives

BIN := .venv/bin
DATA ?= ../shared/data
# Two makes at once would set up one .venv together: the second waits for the first.
LOCKED := $(shell command -v flock >/dev/null && echo 'flock .setup.lock')
export PYTHON

.PHONY: run test lint benchmark setup setup-test setup-peers

run: setup
	@$(BIN)/python app.py

test: lint
	$(BIN)/python -m pytest

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

benchmark: setup-test setup-peers
	$(BIN)/python -m benchmarks.retrieval --data $(DATA)
	$(BIN)/python -m benchmarks.embedder --data $(DATA)
	$(BIN)/python -m benchmarks.paragraphs --data $(DATA)
	$(BIN)/python -m benchmarks.reader --data $(DATA)
	$(BIN)/python -m benchmarks.peers --data $(DATA)
	$(BIN)/python -m benchmarks.rageval --data $(DATA)
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.speed

setup:
	@$(LOCKED) .ci/setup run

setup-test:
	@$(LOCKED) .ci/setup test
	@$(LOCKED) .ci/browser

setup-peers:
	@$(LOCKED) .ci/setup peers
