# Two commands matter: `make site` and `make test`. `make` alone says what else there is.

PYTHON ?= python3
BIN := .venv/bin

# What is installed is known by stamps whose names carry a checksum of all that the installation depends on.
checksum = $(shell { pwd; $(PYTHON) --version; cat pyproject.toml generator/bulletin/__init__.py $(1); } 2>&1 | cksum | cut -d ' ' -f 1)
BARE := .venv/.bare-$(shell { pwd; $(PYTHON) --version; } 2>&1 | cksum | cut -d ' ' -f 1)
SITE := .venv/.site-$(call checksum,requirements/site.txt)
TEST := .venv/.test-$(call checksum,requirements/site.txt requirements/test.txt requirements/properdocs.txt)
BENCH := .venv/.bench-$(call checksum,requirements/site.txt requirements/bench.txt)
DIST := .venv/.dist-$(call checksum,requirements/site.txt requirements/release.txt)
LOCK := .venv/.lock-$(call checksum,requirements/lock.txt)

INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	$(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)

.DELETE_ON_ERROR:
.PHONY: help site test lint types fast disclosure coverage messages messages-check reference show serve check install bench regression interruptions dist lock clean
.NOTPARALLEL:

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target does; do \
		printf '%-14s %s\n' "$$target" "$$does"; done

site: $(SITE)  ## Install what the bulletin needs, and build every edition in every language into site/
	$(BIN)/bulletin build
	@echo 'The bulletin stands in site/. To read it: make show, then open http://127.0.0.1:8000/'

test: $(TEST)  ## Run everything that CI runs: style, types, tests, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist worksteal

lint: $(TEST)  ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST)  ## Check types, on this system and as on Windows
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 generator/bulletin

fast: $(TEST)  ## Run the tests of all areas that start no process, and build no whole site
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m 'not slow' --hypothesis-profile fast

disclosure: $(TEST)  ## Run the long proofs that nothing is disclosed, which the tests leave out
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m disclosure -rP

coverage: $(TEST)  ## Measure what the tests reach of generator/, branches too; slower than the tests
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses 2 --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

messages: $(SITE)  ## Extract the messages of code and templates, update the catalogues of all languages, compile them
	$(BIN)/python -m bulletin.localization.catalogues

reference: $(SITE)  ## Write the guide's reference of the records, docs/guide/records.md, from their schemas
	$(BIN)/python -m bulletin.reading.reference

messages-check: $(TEST)  ## Check the catalogues: nothing missing, unused, out of date (complete: all, or LANGUAGES="vi fr")
	$(BIN)/pytest --quiet tests/localization/test_messages.py tests/contracts/test_messages.py

show: $(SITE)  ## Show what make site built at http://127.0.0.1:8000/
	@test -f site/index.html || { echo 'There is no site yet: make site' >&2; exit 1; }
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

serve: $(SITE)  ## Show a draft at http://127.0.0.1:8000/ and follow the records as they are edited
	$(BIN)/bulletin serve

check: $(SITE)  ## Check the records
	$(BIN)/bulletin check

install: $(SITE)  ## Install what the bulletin needs, and do nothing with it

bench: $(BENCH)  ## Measure every stage on synthetic cities, beside plain MkDocs Material and Hugo
	$(BIN)/python -m benchmarks $(SIZES:%=--sizes %) $(RUNS:%=--runs %)

regression: $(BENCH)  ## Fail where a stage takes a third longer beside the same yardstick than was recorded
	$(BIN)/python -m benchmarks.regression

interruptions: $(TEST)  ## Kill publishers, fill disks, publish eight at once; check that the published site is always complete
	$(BIN)/python -m tests.publishing.interruptions

dist: $(DIST)  ## Build the wheel and the sdist into dist/, and check them as a release is checked; with TAG=v1.2.3, for that tag
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	sh .ci/check_dist.sh $(TAG)

lock: $(LOCK)  ## Write requirements/*.txt anew from pyproject.toml; with UPGRADE=--upgrade, to the newest versions
	$(COMPILE) pyproject.toml --extra pdf --group build --output-file requirements/site.txt
	$(COMPILE) pyproject.toml --extra pdf --extra cluster --group build --constraint requirements/site.txt --output-file requirements/cluster.txt
	$(COMPILE) pyproject.toml --extra pdf --extra cluster --group build --group test --constraint requirements/cluster.txt --output-file requirements/test.txt
	$(COMPILE) pyproject.toml --group build --group bench --constraint requirements/site.txt --output-file requirements/bench.txt
	$(COMPILE) pyproject.toml --group build --group release --constraint requirements/site.txt --output-file requirements/release.txt
	$(COMPILE) --group properdocs --no-deps --output-file requirements/properdocs.txt
	$(COMPILE) --group lock --output-file requirements/lock.txt

clean:  ## Remove the site and everything that was installed or cached here
	rm -rf .venv site dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BARE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 or newer is needed. If it has another name here, say so: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { \
		echo 'Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@touch $@

$(SITE): $(BARE)
	@echo 'Installing into .venv what requirements/site.txt locks: about a minute, and only once.'
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): $(SITE)
	@echo 'Installing the tools of the tests, from requirements/test.txt.'
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/test.txt
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/properdocs.txt \
		--no-deps --upgrade --target .venv/properdocs
	@touch $@

$(BENCH): $(SITE)
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/bench.txt
	@touch $@

$(DIST): $(SITE)
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/release.txt
	@touch $@

$(LOCK): $(BARE)
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements/lock.txt
	@touch $@
