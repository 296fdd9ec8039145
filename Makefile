# Everything is installed into .venv and node_modules; nothing outside this folder is touched,
# apart from pip's own cache. Works with GNU make 3.81, the one that macOS has.

PYTHON ?= python3
ARGS ?=
UPGRADE ?=

# Starting from what is compiled takes half the time, and the tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
UV_COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-cache \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

# A stamp says that a step was done with the lock file as it is now.
VENV := .venv/.created
RUNTIME := .venv/.runtime
DEV := .venv/.dev
NODE := node_modules/.installed
SLITHER := build/slither/.installed
PROVE := build/prove/.installed

PYTEST = $(BIN)/pytest --numprocesses auto --max-worker-restart 1 --dist loadscope --no-loadscope-reorder

# Where a database matters. Tests of the store and the indexer run on all databases anyhow.
ON_POSTGRESQL := $(addprefix tests/,api app cli evidence exporters reconciliation webhooks)

.DEFAULT_GOAL := help
.PHONY: help demo serve test long postgresql check format openapi compile gas soak mutants slither prove faults endure load fuzz outcomes bench node lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(RUNTIME) ## Set up what the demo needs and run it (ARGS="--ledger FILE" for your own ledger)
	@$(BIN)/sfc demo $(ARGS)

serve: $(RUNTIME) ## Run the service on its own embedded chain
	@$(BIN)/sfc serve $(ARGS)

test: $(DEV) $(NODE) ## Set up everything and run all tests but the long ones (ARGS="-k word" to choose)
	@$(PYTEST) -m "not long" $(ARGS)

long: $(DEV) $(NODE) ## Run the long tests: a ledger of 1,221 invoices to the end, the runbook, blocks of a second
	@$(PYTEST) -m long --timeout 1500 -o faulthandler_timeout=1600 $(ARGS)

postgresql: $(DEV) $(NODE) ## Run all tests that use a database with PostgreSQL (ARGS="-k word" to choose)
	@$(PYTEST) -m "not long" --database postgresql $(ON_POSTGRESQL) $(ARGS)

check: $(DEV) ## Lint, formatting, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict sfc $(if $(wildcard scripts/*.py),scripts)
	@$(BIN)/lint-imports --no-logo

format: $(DEV) ## Repair what `make check` says about lint and formatting, where that is safe
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

openapi: $(DEV) ## Write description, client, problem pages and docs/sfc.http, unless that breaks clients (ARGS=--breaking if meant)
	@$(BIN)/python -m scripts.openapi $(ARGS)
	@$(BIN)/python -m scripts.client
	@$(BIN)/python -m scripts.problems
	@$(BIN)/python -m scripts.access_table
	@$(BIN)/python -m scripts.http_collection

compile: $(DEV) $(NODE) ## Compile the contracts into the committed artifacts, and write docs/contracts.md
	@$(BIN)/sfc compile $(ARGS)
	@$(BIN)/python -m scripts.specification

gas: $(DEV) $(NODE) ## Compare the gas of every operation with the committed snapshot
	@$(BIN)/python -m scripts.gas $(ARGS)

soak: $(DEV) $(NODE) ## Play a million calls on the contracts and on the reference model (ARGS="calls seed")
	@$(BIN)/python -m tests.soak $(ARGS)

mutants: $(DEV) $(NODE) ## Plant bugs in copies of the contracts; each has to be noticed (ARGS="word" to choose)
	@$(BIN)/python -m tests.mutants $(ARGS)

slither: $(DEV) $(NODE) $(SLITHER) ## Analyse the contracts; each finding has to be answered in docs/security.md
	@$(BIN)/python -m scripts.slither

prove: $(DEV) $(NODE) $(PROVE) ## Prove rounding and the conservation of units for all values at once (ARGS="word" to choose)
	@$(BIN)/python -m scripts.prove $(ARGS)

faults: $(DEV) $(NODE) ## Kill the service 200 times, 50 of them on PostgreSQL, lie on the wire, reorganise 1,000 times, race; ends in one line
	@$(BIN)/pytest --quiet --numprocesses 2 --dist loadscope tests/faults
	@$(BIN)/python -m tests.faults $(ARGS)

endure: $(DEV) ## Kill the service at random for ten minutes, then audit it (ARGS="--minutes 3 --postgresql")
	@$(BIN)/python -m tests.faults.killing $(if $(ARGS),$(ARGS),--minutes 10)

load: $(DEV) ## 8 clients, 500 operations each, on a running service; compared with the model (ARGS="--seed 2")
	@$(BIN)/python -m tests.load $(ARGS)

fuzz: $(DEV) ## Damage documents and ledgers, and send 20,000 odd requests drawn from the description
	@$(BIN)/python -m tests.fuzzed
	@SFC_FUZZ=20 HYPOTHESIS_PROFILE=explore $(BIN)/pytest --quiet tests/importers/test_fuzz_documents.py

outcomes: $(DEV) ## Write what becomes of the acceptance documents and of twins into build/outcomes.md
	@$(BIN)/python -m scripts.outcomes

bench: $(DEV) $(NODE) ## Measure everything and write docs/benchmarks.md (ARGS=--short for a glance)
	@$(BIN)/python -m scripts.bench $(ARGS)

node: $(NODE) ## Install the compiler, the contracts library and the test node

lock: $(DEV) ## Write the lock files anew (UPGRADE=1 moves to the newest versions)
	@$(UV_COMPILE) --group build --output-file requirements.lock > /dev/null
	@$(UV_COMPILE) --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock > /dev/null
	@$(NPM) install --package-lock-only > /dev/null
	@$(BIN)/python -c "$$STRIP_FUNDING"

clean: ## Remove everything that make has installed or made
	rm -rf .venv node_modules build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find sfc scripts tests -name __pycache__ -type d -prune -exec rm -rf {} + 2> /dev/null || true

# The virtual environment. Debian without python3-venv cannot put pip into it, but may have a pip
# of its own that can.
$(VENV):
	@command -v "$(PYTHON)" > /dev/null || { \
		echo "There is no $(PYTHON) here: install Python 3.11 or newer, or say where it is with make PYTHON=..."; \
		exit 1; }
	@"$(PYTHON)" -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("sfc needs Python 3.11 or newer, and $(PYTHON) is %d.%d: say which to use, as in make PYTHON=python3.12" % v[:2])'
	@"$(PYTHON)" -m venv --clear .venv > /dev/null 2>&1 \
		|| { "$(PYTHON)" -m venv --clear --without-pip .venv \
			&& "$(PYTHON)" -m pip --python $(BIN)/python install --quiet pip; } > /dev/null 2>&1 \
		|| { rm -rf .venv; \
			echo "$(PYTHON) cannot make a virtual environment: on Debian or Ubuntu, apt install python3-venv"; \
			exit 1; }
	@touch $@

# Wheels only: nobody should need a C compiler to try this.
INSTALL = $(PIP) install --only-binary :all: --require-hashes --requirement
INSTALL_SFC = $(PIP) install --no-deps --no-build-isolation --editable .

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)
	@echo "Installing the Python packages into .venv"
	@$(INSTALL) requirements.lock
	@$(INSTALL_SFC)
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(VENV)
	@echo "Installing the Python packages and the tools into .venv"
	@$(INSTALL) requirements-dev.lock
	@$(INSTALL_SFC)
	@touch $(RUNTIME) $@

# node and npm are Python packages here, and npm looks for node on the PATH.
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm_config_cache="$(CURDIR)/.venv/npm-cache" $(BIN)/npm --loglevel error

$(NODE): package.json package-lock.json .npmrc | $(DEV)
	@echo "Installing the compiler and the test node into node_modules"
	@$(NPM) ci > /dev/null
	@touch $@

# Slither has dependencies of its own that others here would quarrel with.
$(SLITHER): | $(VENV)
	@echo "Installing slither into build/slither"
	@$(BIN)/python -m venv --clear build/slither > /dev/null 2>&1 \
		|| $(BIN)/python -m venv --clear --without-pip build/slither
	@$(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --python build/slither/bin/python \
		install --only-binary :all: 'slither-analyzer==0.11.6'
	@touch $@

# The prover: forge compiles, halmos executes symbolically, cvc5 decides what is about division.
$(PROVE): $(NODE) | $(VENV)
	@echo "Installing halmos and forge into build/prove"
	@$(BIN)/python -m venv --clear build/prove > /dev/null 2>&1 \
		|| $(BIN)/python -m venv --clear --without-pip build/prove
	@$(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --python build/prove/bin/python \
		install --only-binary :all: 'halmos==0.3.3' 'cvc5==1.4.2'
	@$(NPM) install --prefix build/prove --no-save --no-package-lock '@foundry-rs/forge@1.7.1' > /dev/null
	@touch $@

# npm writes the authors' sponsoring pages into its lock; ours names no host at all.
define STRIP_FUNDING
import json, pathlib
path = pathlib.Path("package-lock.json")
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
endef
export STRIP_FUNDING
