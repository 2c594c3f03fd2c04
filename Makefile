# The commands of the project. `make run` and `make test` do all their set-up.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
BENCH ?=

FSH := $(shell find input ig/dependencies -type f \( -name '*.fsh' -o -name '*.yaml' \) -not -path '*/fsh-generated/*' 2>/dev/null) sushi-config.yaml

.PHONY: help setup setup-dev run test check bench fmt lint types imports lock audit clean dist guide issues

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

# --- set-up ------------------------------------------------------------------

setup: build/.packages ## install the locked dependencies and compile the FHIR packages

build/.venv: requirements/runtime.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'error: Python 3.11 or later is needed' >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/runtime.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@mkdir -p build && touch $@

build/.venv-dev: build/.venv requirements/dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.lock
	@touch $@

build/.node: package.json package-lock.json
	@command -v npm >/dev/null || { echo 'error: Node 18 or later with npm is needed to compile the FSH profiles' >&2; exit 2; }
	npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@mkdir -p build && touch $@

build/.node-dev: build/.node
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/.packages: build/.venv build/.node $(FSH)
	$(BIN)/sas-fhir ig packages
	@$(BIN)/sas-fhir validate --output ndjson build/packages/ans.*/package/example >/dev/null || test $$? = 1 # so that the first answers come at once, too
	@touch $@

setup-dev: build/.packages build/.venv-dev build/.node-dev ## the same, with what tests and checks need

# --- use ---------------------------------------------------------------------

run: setup guide ## start the facade with demonstration data on http://127.0.0.1:8000
	$(BIN)/sas-fhir serve --demo --host $(HOST) --port $(PORT)

guide: setup ## build the implementation guide into build/ig
	$(BIN)/sas-fhir ig build

test: setup-dev ## all tests
	$(BIN)/python -m pytest -n auto

bench: setup-dev ## the benchmarks, as a table
	$(BIN)/python -m tests.benchmarks $(BENCH)

# --- care --------------------------------------------------------------------

check: lint types imports ## everything but the tests

lint: setup-dev ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fmt: setup-dev ## rewrite to the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev ## static types
	$(BIN)/mypy

imports: setup-dev ## the one direction of imports
	$(BIN)/lint-imports

issues: setup-dev ## renew docs/issues.md, the page of everything the validator can say
	$(BIN)/python -m sas_validators.issues.listing > docs/issues.md

lock: ## renew requirements/*.lock from pyproject.toml
	$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --extra server --extra guide pyproject.toml requirements/build.in -o requirements/runtime.lock
	build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --constraint requirements/runtime.lock --all-extras --group dev pyproject.toml requirements/build.in -o requirements/dev.lock

audit: setup-dev ## known vulnerabilities of the locked dependencies (needs the network)
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.lock \
	  || { echo 'error: a Python dependency is vulnerable, or the registry could not be asked' >&2; exit 1; }
	npm audit --audit-level=moderate \
	  || { echo 'error: a Node dependency is vulnerable, or the registry could not be asked' >&2; exit 1; }

dist: setup-dev ## build the wheel, compiled packages included, and its bill of materials
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --output-format JSON --output-file dist/sas-fhir.cdx.json \
	  requirements/runtime.lock

clean: ## remove everything generated
	rm -rf build dist .venv node_modules fsh-generated ig/dependencies/*/fsh-generated
