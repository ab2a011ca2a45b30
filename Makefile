# Two commands: `make run` sets everything up, answers three questions and opens the playground,
# `make test` runs the tests. All of it happens in .venv and .nakadachi in this folder.

PYTHON ?= python3
VENV ?= .venv
# Where pip finds PyTorch built for the CPU when its own configuration does not know it. The build
# on PyPI for Linux brings gigabytes of CUDA, which nothing here uses.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

TORCH := $(shell sed -n 's/^torch==//p' constraints.txt)

# How many processes run the tests.
WORKERS ?= auto

BIN := $(VENV)/bin
WEB := tests/web
PAGE := bot/playground/frontend
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# The model is packaged: no hub is needed, so none is tried.
export HF_HUB_OFFLINE := 1

.PHONY: help run install test fuzz durability soak test-web test-page test-browser lint format bench bench-large screenshots clean

help:
	@echo "make run       set up, import the sample directory, answer three questions, open the"
	@echo "               playground (where there is a terminal): the whole bot in your browser"
	@echo "make test      set up and run the tests"
	@echo "make fuzz      send the bot 10,000 payloads of every kind, by each way (some minutes)"
	@echo "make durability  kill every command at hundreds of steps, fill and break the disk under it"
	@echo "               (some 30 minutes)"
	@echo "make soak      ask 20,000 questions while the index is built anew (some 15 minutes)"
	@echo "make test-web  check what goes to Slack against Slack's types, and the page in a browser"
	@echo "               (needs Node 20 and Chromium)"
	@echo "make lint      ruff, mypy, import-linter"
	@echo "make format    let ruff format and mend the code"
	@echo "make bench     measure imports, reindexing and answers"
	@echo "make bench-large  Nakadachi beside other recipes, up to 25,000 members (hours)"
	@echo "make screenshots  take the pictures in docs/pictures anew (needs Chromium)"
	@echo "make clean     remove .venv, .nakadachi, node_modules and caches"

run: $(VENV)/.installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/run.sh

install: $(VENV)/.installed

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadfile $(ARGS)

# Another seed, other payloads: make fuzz SEED=5
fuzz: $(VENV)/.dev
	NAKADACHI_FUZZ=10000 NAKADACHI_FUZZ_SEED=$(or $(SEED),1) \
	  $(BIN)/python -m pytest tests/scenarios/test_anything.py --durations=2 $(ARGS)

# How many steps of the commands something happens at: make durability FAULTS=600
durability: $(VENV)/.dev
	NAKADACHI_FAULTS=$(or $(FAULTS),300) $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 \
	  --dist load tests/durability $(ARGS)

# It prints what the bot takes: memory, handles, threads, bytes of its database.
soak: $(VENV)/.dev
	NAKADACHI_SOAK=$(or $(QUESTIONS),20000) NAKADACHI_SOAK_SEED=$(or $(SEED),1) \
	  $(BIN)/python -m pytest tests/durability/test_soak.py -s $(ARGS)

# What the scenario tests send is recorded and checked together with the snapshots.
test-web: $(VENV)/.dev $(WEB)/node_modules/.package-lock.json
	cd $(WEB) && npm test
	@recorded=$$(mktemp -d) && trap 'rm -rf "$$recorded"' EXIT && \
	  NAKADACHI_RECORD_PAYLOADS="$$recorded" $(BIN)/python -m pytest -q tests/scenarios && \
	  node $(WEB)/check.mjs manifest.json tests/bot/blocks/snapshots "$$recorded"
	$(MAKE) test-page test-browser

# The sources of the playground's page, and whether the page was built from them.
test-page: $(PAGE)/node_modules/.package-lock.json
	cd $(PAGE) && npm run check && npm test && npm run fresh

# The playground's page, used by people in a real browser: make test-browser ARGS="-k contact"
test-browser: $(VENV)/.dev $(WEB)/node_modules/.package-lock.json
	$(BIN)/python -m pytest tests/browser $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py $(ARGS)
	$(BIN)/python -m benchmarks.comparing --rounds 1

# Nakadachi beside other recipes, up to the largest network there is. With rounds of everything:
# make bench-large ARGS="--rounds 5 --builds 3"
bench-large: $(VENV)/.dev
	$(BIN)/python -m benchmarks.comparing --sizes 150 2500 25000 $(ARGS)

screenshots: $(VENV)/.dev
	$(BIN)/python -m scripts.screenshots $(ARGS)

clean:
	rm -rf $(VENV) $(WEB)/node_modules $(PAGE)/node_modules .nakadachi build dist *.egg-info .*_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp needs the one before it, so that `make -j` never runs pip twice at a time.

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. Choose one: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.torch: constraints.txt $(VENV)/.created
	@echo "Installing PyTorch, built for the CPU (some 200 MB, once) ..."
	@$(PIP) install -q --no-deps --retries 1 torch==$(TORCH)+cpu >/dev/null 2>&1 \
	  || $(PIP) install -q --no-deps --index-url $(TORCH_INDEX) torch==$(TORCH) \
	  || { echo "PyTorch cannot be installed from $(TORCH_INDEX)." \
	    "Name another index: make run TORCH_INDEX=https://..." >&2; exit 1; }
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt $(VENV)/.torch
	@echo "Installing Nakadachi and what it needs (some 250 MB, once) ..."
	@$(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing the tools for tests ..."
	@$(PIP) install -q -c constraints.txt -e '.[dev]'
	@touch $@

$(WEB)/node_modules/.package-lock.json $(PAGE)/node_modules/.package-lock.json: \
  %/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@command -v npm >/dev/null || { \
	  echo "Node 20 or newer is needed, with npm: https://nodejs.org" >&2; exit 1; }
	@cd $* && npm ci --no-audit --no-fund
	@touch $@
