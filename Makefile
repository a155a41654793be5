# Two commands are enough on a machine with Python and make: `make demo` and `make test`.
# Either makes .venv first when it is missing or older than the locked requirements.

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
PYTEST_FLAGS ?=
BENCH_FLAGS ?= --quick

# Any Python from 3.8 on can run .ci/environment.py, which then looks for one that fits kg. PYTHON=... names another.
PYTHON ?= $(shell for p in python3.12 python3.11 python3 python; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then echo "$$p"; break; fi; done)

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check docs reference bench audit dist lock examples pictures diagrams assets clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv ready (the other targets do it by themselves)

$(READY): requirements.txt .ci/environment.py
	@test -n "$(PYTHON)" || { echo "kg: no Python from 3.8 on found; install Python 3.12 and run the same command again." >&2; exit 1; }
	@$(PYTHON) .ci/environment.py
	@touch $@

demo: $(READY) ## build a graph from examples/ and trace what a paper rests on
	@$(BIN)/kg demo

# files go to one process whole, since the tests of one share what is slow to make
test: $(READY) ## run the tests, on up to four cores
	@$(BIN)/pytest -q -n logical --maxprocesses 4 --dist loadfile --force-short-summary $(PYTEST_FLAGS)

lint: $(READY) ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# tracing makes tests take three times as long: the floor of coverage is held by those that need nothing but kg
UNTRACED := papers or browser or cluster or long

check: lint ## all that must pass before a change goes in: lint, tests, coverage
	@status=0; \
	$(MAKE) --no-print-directory test PYTEST_FLAGS="-m 'not ($(UNTRACED))' --cov --cov-report=term:skip-covered --durations=25" || status=1; \
	$(MAKE) --no-print-directory test PYTEST_FLAGS="-m '$(UNTRACED)' --durations=25" || status=1; \
	if [ $$status = 1 ]; then echo "failed in one run or the other:"; $(BIN)/pytest -q --cache-show cache/lastfailed; fi; \
	exit $$status

docs: $(READY) ## build the documents as a site into build/site; a broken link ends it
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "build/site/index.html"

reference: $(READY) ## write the reference pages anew that are made out of the program
	@$(BIN)/python docs/making/ontology_examples.py
	@$(BIN)/python docs/making/reference.py

bench: $(READY) ## speed and memory of kg beside its peers (PAPERS=folder, default examples/papers; BENCH_FLAGS="" for all)
	@$(BIN)/python benchmarks/speed.py $(or $(PAPERS),examples/papers) $(BENCH_FLAGS)

audit: $(READY) ## look up what is known against the locked versions (needs a network)
	@$(BIN)/python .ci/audit.py

dist: $(READY) ## build wheel and sdist into dist/, check them, use the wheel in clean environments (needs a network)
	@$(BIN)/python .ci/distributions.py
	@$(BIN)/python .ci/installed.py

lock: ## pin the newest fitting versions of pyproject.toml in requirements.txt (UPGRADE=1 for all)
	@$(PYTHON) .ci/environment.py lock $(if $(UPGRADE),--upgrade)

examples: ## typeset examples/*.pdf from examples/source (needs pdflatex)
	@examples/source/typeset

pictures: $(READY) ## take the pictures of the documents anew from the example papers (needs Chromium)
	@$(BIN)/python docs/images/pictures.py

diagrams: $(READY) ## draw the diagrams of the documents anew (needs Chromium and npm)
	@$(BIN)/python docs/images/diagrams.py

assets: ## fetch the vendored files of the pages anew from npm, by version and digest (needs npm)
	@$(PYTHON) .ci/assets.py

clean: ## remove what was built: .venv, caches, graphs
	rm -rf .venv build dist out kg-graph .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
