# make run    opens Rubricator on the sample article
# make test   runs ruff, the type checker, the import contracts and the tests
# Both make .venv first, and only once.

PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
BIN := .venv/bin
SAMPLE := resources/samples/000_37ceacafcc040ebd.txt

.PHONY: run test prepare-run prepare-test lint types contracts tests benchmarks screenshots clean

run: prepare-run
	@$(BIN)/python tools/run_sample.py $(SAMPLE)

test: prepare-test lint types contracts tests

prepare-run prepare-test: prepare-%:
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

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
