# One word for each thing; CI calls the same ones. Windows has no make: the README has the lines written out.
JAHR ?= 2021
STANDORT ?=
PYTHON ?= python3
UV := .venv/bin/uv
LAUF := .venv/bin
COMPILE := $(UV) pip compile -q $(UPGRADE) --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock"
EINSTELLUNGEN := $(if $(STANDORT),--standort $(STANDORT))

.PHONY: bericht test pruefe browser lang spark alles lock jupyter bild messen audit sbom
.DEFAULT_GOAL := bericht

bericht: .venv/stand ## the report of JAHR, of STANDORT or the one in qz.toml
	$(LAUF)/qz bericht $(JAHR) $(EINSTELLUNGEN)

test: .venv/stand ## the tests that need nothing but Python
	$(LAUF)/pytest

browser: .venv/stand ## the tests that need Debian's Chromium
	$(LAUF)/pytest -n 0 -m browser

lang: .venv/verteilt ## the tests that take long
	$(LAUF)/pytest -m lang

spark: .venv/spark ## the tests that need Java
	$(LAUF)/pytest -n 0 -m spark

pruefe: .venv/stand ## lint, format, types
	$(LAUF)/ruff check
	$(LAUF)/ruff format --check
	$(LAUF)/basedpyright

alles: pruefe test lang browser spark ## what a change has to pass

audit: .venv/stand ## known vulnerabilities of what is locked; says what could not be looked up
	@$(LAUF)/pip-audit --require-hashes --disable-pip -r requirements.lock --progress-spinner off -f json 2>/dev/null \
		| $(LAUF)/python .ci/audit.py

sbom: .venv/stand ## a bill of materials of what is locked
	$(LAUF)/cyclonedx-py requirements --output-reproducible --of JSON -o sbom.cdx.json requirements.lock

messen: .venv/stand ## how long a report takes, against other ways to make it; some minutes
	$(LAUF)/python benchmarks/bericht.py

jupyter: .venv/stand ## JupyterLab on the notebooks
	$(LAUF)/qz lab

# uv wants to be told that the lock is about the build backend (-b) as well; only then are its hashes checked too.
.venv/stand: requirements.lock pyproject.toml
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python .venv install -q uv
	$(UV) pip install -q --compile-bytecode -r requirements.lock -b requirements.lock -e .
	touch $@

# The extra on top of the rest; its versions agree because the main lock was the constraint it was made under.
.venv/spark: .venv/stand requirements-spark.lock
	$(UV) pip install -q -r requirements-spark.lock -b requirements-spark.lock
	touch $@

# Its versions agree with the rest likewise.
.venv/verteilt: .venv/stand requirements-verteilt.lock
	$(UV) pip install -q -r requirements-verteilt.lock -b requirements-verteilt.lock
	touch $@

lock: .venv/stand ## the newest versions pyproject.toml allows; without UPGRADE=--upgrade as few changes as possible
	$(COMPILE) --extra dev -o requirements.lock pyproject.toml
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' \
		| $(COMPILE) -c requirements.lock -o requirements-spark.lock -
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["verteilt"], sep="\n")' \
		| $(COMPILE) -c requirements.lock -o requirements-verteilt.lock -

bild: ## the picture in the README, from the last report, by Debian's Chromium
	chromium --headless $(if $(filter 0,$(shell id -u)),--no-sandbox) --hide-scrollbars --window-size=1000,1000 \
		--screenshot=docs/bilder/bericht.png file://$(CURDIR)/outputs/boeckingen/2021/jahresauswertung.html
