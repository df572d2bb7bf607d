# make run    opens Rubricator on the sample article
# make test   runs ruff, the type checker, the import contracts and the tests
# Both make .venv first, and only once.

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c '$(SUPPORTED)' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
SAMPLE := resources/samples/000_37ceacafcc040ebd.txt

.PHONY: run test prepare-run prepare-test lint types contracts tests benchmarks screenshots clean

run: prepare-run
	@$(BIN)/python tools/run_sample.py $(SAMPLE)

test: prepare-test lint types contracts tests

prepare-run prepare-test: prepare-%:
	@test -n "$(PYTHON)" || { echo "Rubricator needs Python 3.11, 3.12 or 3.13, and there is none."; exit 1; }
	@$(PYTHON) tools/prepare.py $*

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

tests:
	$(BIN)/pytest -n 2

benchmarks: prepare-test
	for file in tests/benchmarks/*.py; do $(BIN)/python $$file; done

screenshots: prepare-test
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
