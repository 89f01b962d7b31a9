# Two commands set everything up on a machine with only Python (3.11 or newer) and make:
#   make run     start the bot; with no tokens it is the local page
#   make test    run the tests; what the machine lacks is skipped with a line that names it
# A stamp file says what is installed, so the second run starts at once.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
SELF := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .

# Files of tests over all cores, in the order of tests/conftest.py: the longest first.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: sbom audit help run test test-portable coverage check format bench soak floors container lock clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Readout needs Python 3.11 or newer, and found none." >&2; exit 1; }
	@echo "Setting up: a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up: installing what Readout runs on (a minute or two, once)"
	@$(PIP) -r requirements/run.txt
	@$(SELF)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up: installing what Readout runs on and is tested with (a minute or two, once)"
	@$(PIP) -r requirements/dev.txt
	@$(SELF)
	@touch $@ $(VENV)/run.stamp

# Where it has no wheel the file asks for nothing, and hypothesis fuzzes.
$(VENV)/fuzz.stamp: requirements/fuzz.txt | $(VENV)/dev.stamp
	@$(PIP) -r requirements/fuzz.txt
	@touch $@

# What the chats are tested against comes from npm; without npm those tests say that they are skipped.
tests/node/node_modules/.stamp: tests/node/package-lock.json
	@if command -v npm >/dev/null; then \
		echo "Setting up: installing the chat emulators for the tests (once)"; \
		npm ci --prefix tests/node --silent --no-audit --no-fund 2>/dev/null && touch $@ || \
		echo "Setting up: npm could not install them (npm ci --prefix tests/node says why); their tests are skipped"; fi

run: $(VENV)/run.stamp ## Start the bot (with no tokens: the local page)
	@$(BIN)/readout run

test: $(VENV)/dev.stamp tests/node/node_modules/.stamp ## Run the tests
	@$(BIN)/python -m pytest $(SPREAD) $(TESTS)

coverage: $(VENV)/dev.stamp tests/node/node_modules/.stamp ## The tests with branch coverage, by package, against its floors
	@$(BIN)/python -m pytest -q $(SPREAD) --cov --cov-branch --cov-report=json:.coverage.json $(TESTS)
	@$(BIN)/python -m tools.coverage_floors .coverage.json

# What is to give the same on every Python: reading, briefing, commands, the machine interface.
PORTABLE := tests/briefs tests/bot/cli tests/adapters/terminal tests/adapters/language tests/test_sample.py tests/test_machine_interface.py

test-portable: $(VENV)/dev.stamp ## The tests that CI runs on the newest Python too, with floors of branch coverage
	@$(BIN)/python -m pytest -q $(SPREAD) --cov-branch --cov-report=json:.coverage.json \
		--cov=briefs --cov=adapters/language --cov=adapters/terminal $(PORTABLE)
	@$(BIN)/python -m tools.coverage_floors .coverage.json portable

check: $(VENV)/dev.stamp tests/node/node_modules/.stamp ## Everything that CI checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q $(SPREAD) $(TESTS)
	$(BIN)/python -m tools.floors

format: $(VENV)/dev.stamp ## Format the source and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

floors: $(VENV)/dev.stamp ## Measure quality and compare it with the recorded floors
	$(BIN)/python -m tools.floors

bench: $(VENV)/dev.stamp ## Benchmarks, each beside its baseline
	@for b in bench/*.py; do case $$b in */__init__.py) ;; *) echo "== $$b"; \
		$(BIN)/python -m bench.$$(basename $$b .py) || exit 1;; esac; done

soak: $(VENV)/dev.stamp $(VENV)/fuzz.stamp ## The long tests: properties with 20 times the examples, kills over both databases, an hour of fuzzing
	$(BIN)/python -m pytest -q $(SPREAD) -m hypothesis --hypothesis-profile=soak --timeout 3600 tests
	$(BIN)/python -m tests.kill.soak
	$(BIN)/python -m tests.hostile.fuzz 3600

container: ## Run the container's steps in a bare Debian tree (needs root and mmdebstrap or debootstrap)
	tools/bare_tree.sh

sbom: $(VENV)/dev.stamp ## Write what runs, with versions and hashes, to sbom.json (CycloneDX)
	@$(BIN)/python -m tools.supply_chain sbom

audit: $(VENV)/dev.stamp ## Ask for known vulnerabilities of what runs
	@$(BIN)/python -m tools.supply_chain audit

lock: $(VENV)/dev.stamp ## Compile the pinned requirements anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --group dev pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --group build --constraints requirements/dev.txt pyproject.toml --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --group fuzz - --output-file requirements/fuzz.txt </dev/null

clean: ## Remove the virtual environment and all caches
	rm -rf $(VENV) .venv-newest .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.json
