# Every target sets up what it needs: a virtual environment from the hash-locked requirements.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Bytecode is kept wherever make is used: a process that may keep none compiles the whole package each time it starts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help book pdf check test test-all lint format bench bench-book pictures schema lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(READY) ## check the claims, then build the book into _build/html
	@$(BIN)/claimbook build

pdf: $(READY) ## print the whole book into _build/book.pdf; needs Debian's chromium
	@$(BIN)/claimbook build --pdf

check: $(READY) ## look for contradictions and broken records
	@$(BIN)/claimbook check

test: $(READY) ## run all tests; browser tests need Debian's chromium
	@$(BIN)/python -m pytest -n auto --dist worksteal tests

test-all: $(READY) ## the same with what takes longer: every page in the browser, the book as a PDF
	@CLAIMBOOK_TEST_ALL=1 $(BIN)/python -m pytest -n auto --dist worksteal tests

lint: $(READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY) ## let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY) ## time the check on made-up knowledge bases; BENCH='--sizes 1000,10000' for less
	@$(BIN)/python -m bench $(BENCH)

bench-book: $(READY) ## time the building of the book, against the same pages without claimbook
	@$(BIN)/python -m bench.book $(BENCH)

pictures: $(READY) ## make the pictures of the README from what was built
	@$(BIN)/python scripts/make_pictures.py

schema: $(READY) ## write the JSON Schemas that editors use, after the vocabulary changed
	@$(BIN)/claimbook schema --write

lock: $(READY) ## pin requirements.in with hashes (needs pip-tools)
	@$(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) _build .pytest_cache .mypy_cache .ruff_cache .hypothesis scripts/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "claimbook needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	@echo "Setting up $(VENV) (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
