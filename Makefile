# Goen: `make demo` shows the main job, `make test` proves it.
.PHONY: setup demo test lint bench run
.DEFAULT_GOAL := demo

setup:
	@./setup.sh

demo: setup
	@.venv/bin/goen demo

test: setup lint
	@.venv/bin/pytest -n 2 --dist loadfile

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

# ONLY=reading|harm|burst|duplicates|candidates|search|notes|reminders|imports|audit runs one part, CARDS=folder reads another photo set, ENGINES=whole one
# engine only, ERRORS=1 lists what is wrong, PROFILE=1 shows where reading spends its time.
bench: setup
	@.venv/bin/python -m tests.bench

run: setup
	@.venv/bin/goen run
