# Two commands set everything up on a fresh Debian with Python >= 3.11: `make demo` and `make test`.
SHELL := /bin/bash
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
COUNT ?= 2000
SEED ?= 1
SAMPLE ?= $(shell cat fixtures/SAMPLE 2>/dev/null)

.PHONY: demo test test-web test-bundle pictures check bench bundle fuzz lock schema golden fixtures docs clean

demo: $(VENV)/.run
	@echo "== Auditing $(SAMPLE)"
	$(BIN)/lkjip audit $(SAMPLE) -o demo.json
	@echo "== The whole audit is in demo.json"

test: check
	$(BIN)/python -m pytest -n auto

# The pages in a real browser and the workbook in LibreOffice, from Debian's packages.
test-web: $(VENV)/.dev
	@command -v chromium >/dev/null && test -e /usr/lib/libreoffice/program/libsclo.so -a -e /usr/lib/libreoffice/program/libswlo.so || bash .ci/system-packages chromium libreoffice-calc-nogui libreoffice-writer-nogui
	$(BIN)/python -m pytest tests/web

# The pictures of the docs, taken from the program as it is.
pictures: $(VENV)/.dev
	LKJIP_TAKE_PICTURES=1 $(BIN)/python -m pytest tests/web/test_pictures.py

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.run
	$(BIN)/python -m benchmarks.cost $(FOLDER)

schema: $(VENV)/.dev
	$(BIN)/lkjip schema > schemas/report.schema.json

docs: $(VENV)/.dev
	$(BIN)/python -m docs.build

# What our own reports read as; look at the diff before you commit it.
golden: $(VENV)/.dev
	LKJIP_GOLDEN=update $(BIN)/python -m pytest -q tests/tables/test_golden.py

fixtures: $(VENV)/.dev
	$(BIN)/python -m fixtures.build

# 2,000 PDFs changed at random through the isolated worker; ends with 1 where anything escapes.
fuzz: $(VENV)/.dev
	$(BIN)/python -m benchmarks.fuzz --count $(COUNT) --seed $(SEED)

# Everything that an installation without network needs, in dist/offline.
bundle: $(VENV)/.dev
	$(BIN)/python -m bundle.build dist/offline $(if $(EXTRAS),--with $(EXTRAS))

# Installs the bundle without network in a fresh environment; minutes, as it downloads every package, so it is no part of `make test`.
test-bundle: $(VENV)/.dev
	LKJIP_TEST_BUNDLE=1 $(BIN)/python -m pytest tests/test_bundle.py

# The lock files hold every package with its hashes and name no registry.
lock:
	uv pip compile -q --no-header --no-annotate --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build -o requirements.txt
	uv pip compile -q --no-header --no-annotate --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build --group dev --extra dask --extra web -o requirements-dev.txt
	uv pip compile -q --no-header --no-annotate --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build --extra ocr -o requirements-ocr.txt
	uv pip compile -q --no-header --no-annotate --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build --extra web -o requirements-web.txt
	uv pip compile -q --no-header --no-annotate --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build --extra dask -o requirements-dask.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, found: $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || bash .ci/system-packages python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.txt pyproject.toml
	@echo "== Installing $$(grep -c '==' requirements.txt) Python packages from requirements.txt into $(VENV)"
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "== Installing the packages for checks and tests from requirements-dev.txt into $(VENV)"
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) demo.json
