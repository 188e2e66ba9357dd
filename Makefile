# Needs Python 3.11 or later with venv, and make. The first target that runs sets up .venv, once;
# it is set up again when pyproject.toml or constraints.txt change.
#   make PYTHON=/path/to/python   uses that Python
#   make test ARGS="-k gaps"      hands ARGS on to pytest

PYTHON ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
DEV := $(VENV)/.dev-is-installed
BENCH := $(VENV)/.bench-is-installed
INSTALL := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install -c constraints.txt
CANDIDATES := $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python)

.DEFAULT_GOAL := help
.PHONY: help demo test test-neo4j test-api test-browser test-all check format bench bench-tables bench-neo4j bench-api bench-pages neo4j setup clean python

help:
	@echo "make demo         load the real data of the 39 counties and say what is known"
	@echo "make test         the default tests"
	@echo "make test-neo4j   the slow ones against Neo4j"
	@echo "make test-api     the slow ones against the HTTP API"
	@echo "make test-browser pages and files as Chromium shows them"
	@echo "make test-all     the slow ones too"
	@echo "make check        format, lint, types, imports"
	@echo "make format       put the code into shape"
	@echo "make bench        measure speed and memory beside their targets"
	@echo "make bench-tables the same for tables as offices send them"
	@echo "make bench-neo4j  the same for a store on Neo4j"
	@echo "make bench-api    the HTTP API under vegeta: go install github.com/tsenart/vegeta/v12@v12.13.0"
	@echo "make bench-pages  the explorer in Chromium"
	@echo "make neo4j        a local Neo4j server, until Ctrl-C"
	@echo "make clean        remove what make and the tools made; never a store"

demo: $(DEV)
	@$(BIN)/bangfu demo

# One test file stays on one worker, so that what a file sets up is set up once; so do all that need Neo4j.
test: $(DEV)
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

# What the default tests leave out of Neo4j: many random graphs, every case worked out by hand, every plan.
test-neo4j: $(DEV)
	@$(BIN)/python -m pytest tests/neo4j -m slow $(ARGS)

test-api: $(DEV)
	@$(BIN)/python -m pytest -m slow tests/api/http $(ARGS)

test-all: $(DEV)
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not bench" $(ARGS)

test-browser: $(DEV)
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m browser tests/browser $(ARGS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench-neo4j: $(BENCH)
	@$(BIN)/python -m tests.bench.neo4j $(ARGS)

bench: $(BENCH)
	@$(BIN)/python -m tests.bench $(ARGS)

bench-api: $(DEV)
	@$(BIN)/python -m tests.bench.http $(ARGS)

bench-pages: $(DEV)
	@$(BIN)/python -m tests.bench.pages $(ARGS)

bench-tables: $(DEV)
	@$(BIN)/python -m tests.bench.office_tables

neo4j: $(DEV)
	@$(BIN)/python -m tests.server

setup: $(DEV)
	@:

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# Sets the shell variable `python` to one that can make a .venv, or ends with a sentence.
define find_python
python=; bare=; \
for name in $(CANDIDATES); do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
  if $$name -c 'import ensurepip, venv' 2>/dev/null; then python=$$name; break; fi; \
  bare=$${bare:-$$name}; \
done; \
if [ -z "$$python" ]; then \
  if [ -n "$$bare" ]; then \
    echo "$$bare cannot make a virtual environment: install its venv (Debian, Ubuntu: apt-get install python3-venv), or run make with PYTHON=/path/to/another/python." >&2; \
  else \
    echo "No Python 3.11 or later among: $(CANDIDATES). Install one, or run make with PYTHON=/path/to/python." >&2; \
  fi; \
  exit 1; \
fi
endef

python:
	@$(find_python); echo "$$python"

# A .venv that works is kept; one that was broken off or lost its Python is made anew.
$(DEV): pyproject.toml constraints.txt
	@if ! $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  $(find_python); \
	  echo "Making $(VENV) with $$($$python --version) ..."; \
	  $$python -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; \
	fi
	@echo "Installing bangfu and its tools into $(VENV), once (a minute or two) ..."
	@$(INSTALL) hatchling
	@$(INSTALL) --no-build-isolation -e '.[dev]'
	@touch $@

$(BENCH): $(DEV)
	@echo "Installing what the bench compares with into $(VENV), once ..."
	@$(INSTALL) --no-build-isolation -e '.[bench]'
	@touch $@
