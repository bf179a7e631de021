# Two commands matter: `make report` answers the question, `make test` runs every check.
# Both set up what they need; nothing is installed by hand.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
REPORT ?= report

.DEFAULT_GOAL := help
.PHONY: help report test ready browser lint types rooms tests soak bench clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("govgraph needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEV_STAMP): $(STAMP) constraints.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

report: $(STAMP) ## build the graph, validate it, and write report/index.html
	$(BIN)/govgraph build
	$(BIN)/govgraph report --output $(REPORT)

test: ready lint types rooms tests ## every check

# The packages and the browser come over the network: both at a time.
ready:
	@$(MAKE) --no-print-directory --jobs 2 $(DEV_STAMP) browser

browser:
	@if [ -n "$$(command -v chromium || command -v google-chrome)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium poppler-utils; } > $(VENV).browser.log 2>&1 \
	    || echo "no browser could be installed ($(VENV).browser.log): the tests of PDF reports are skipped"; \
	else echo "no Chromium here: the tests of PDF reports are skipped"; fi

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

rooms: $(DEV_STAMP)
	$(BIN)/lint-imports --no-cache

tests: $(DEV_STAMP)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

soak: $(DEV_STAMP) ## imports killed fifty times at random moments, all commands and queries on Virtuoso, every year of the budget files (an hour)
	GOVGRAPH_SOAK=1 $(BIN)/python -m pytest --verbose tests/acceptance/test_killed_imports.py tests/steward/journal/test_kills.py tests/acceptance/test_budget_files.py tests/engines

bench: $(DEV_STAMP) ## the benchmarks: ratios measured in one run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[bench]"
	$(BIN)/python -m benchmarks

clean: ## remove what the commands above made
	rm -rf $(VENV) $(VENV).browser.log $(REPORT) .govgraph dist
