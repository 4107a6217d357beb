# What a person types here. Needs GNU make and Python 3.11 or newer; the rest is fetched by pip.
#
#   make demo [PORT=8000]       the whole desk on this machine; Ctrl+C stops it
#   make demo-reset             stop a running demo and forget its data
#   make test [ARGS="tests/x"]  all tests, or those you name; [WORKERS=3] at once
#   make faults                 kill, stop and move everything, the long ones too
#   make soak [MINUTES=30]      dialogues while things die at seeded moments; a verdict
#   make check                  style, types, import rules, migrations, translations
#   make bench                  measure everything, about ten minutes; make bench-quick: two
#   make messages               collect the interface's strings for translation
#   make compile-messages       make them usable (every other target does it too)
#   make clean                  remove what make made, except the demo's data

PYTHON ?= python3
ARGS ?=
MINUTES ?= 30
WORKERS ?= 3
BIN := .venv/bin
WITH_SERVERS := $(BIN)/python -m helpdesk.embedded.with_servers --
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

# Each NAME is the target check-NAME below; the first that fails ends `make check`.
CHECKS := style format types imports migrations settings translations events openapi guard cases

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help install install-test install-bench demo demo-reset test faults soak bench bench-quick
.PHONY: check messages compile-messages clean $(addprefix check-,$(CHECKS))

help:
	@sed -n '3,12s/^#   //p' Makefile

install:
	@$(PYTHON) deploy/install.py requirements.txt

install-test:
	@$(PYTHON) deploy/install.py requirements-test.txt

install-bench: install-test
	@$(PYTHON) deploy/install.py requirements-bench.txt

demo: install compile-messages
	@$(BIN)/python -m helpdesk.embedded.demo

demo-reset:
	@$(if $(wildcard $(BIN)/python),$(BIN)/python,$(PYTHON)) -m helpdesk.embedded.reset

test: install-test compile-messages
	@deploy/browser-packages.sh
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

faults: install-test compile-messages
	@deploy/browser-packages.sh
	@$(BIN)/python -m pytest -n $(WORKERS) -m "fault or soak" $(ARGS)

soak: install-test compile-messages
	@$(BIN)/python -m tests.faults.soak --minutes $(MINUTES)

bench: install-bench compile-messages
	@deploy/browser-packages.sh
	@$(BIN)/python -m benchmarks.run

bench-quick: install-bench compile-messages
	@deploy/browser-packages.sh
	@$(BIN)/python -m benchmarks.run --quick

check: install-test compile-messages $(addprefix check-,$(CHECKS))
	@echo "All checks passed: $(CHECKS)."

check-style:
	@echo "== style"
	@$(BIN)/ruff check --quiet .

check-format:
	@echo "== format"
	@$(BIN)/ruff format --quiet --check . || { echo "Run: $(BIN)/ruff format ."; exit 1; }

check-types:
	@echo "== types"
	@$(WITH_SERVERS) $(BIN)/mypy

check-imports:
	@echo "== imports"
	@$(WITH_SERVERS) $(BIN)/lint-imports --no-logo

check-migrations:
	@echo "== migrations"
	@$(WITH_SERVERS) $(BIN)/python manage.py makemigrations --check --dry-run

check-settings:
	@echo "== settings"
	@HTTPS=1 DEBUG=0 ALLOWED_HOSTS=desk.example.com \
	    $(WITH_SERVERS) $(BIN)/python manage.py check --deploy --fail-level ERROR

check-translations:
	@echo "== translations"
	@$(BIN)/python -m helpdesk.translations check

check-events:
	@echo "== events"
	@$(WITH_SERVERS) $(BIN)/python manage.py export_events --check

check-openapi:
	@echo "== openapi"
	@$(WITH_SERVERS) $(BIN)/python manage.py export_openapi --check

check-guard:
	@echo "== guard"
	@$(WITH_SERVERS) $(BIN)/python manage.py export_guard --check

check-cases:
	@echo "== cases"
	@$(WITH_SERVERS) $(BIN)/python manage.py export_cases --check

messages: install
	@$(BIN)/python -m helpdesk.translations collect

compile-messages: $(CATALOGUES)

%.mo: %.po | install
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

clean:
	@rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .test-tables test-results
	@find . -path ./.demo -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f $(CATALOGUES)
