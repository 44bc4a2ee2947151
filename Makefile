# `make` lists the targets. PORT, PARLEY_HOME and DATABASE_URL are read by all of them:
#   make run PORT=8010 PARLEY_HOME=/srv/parley
.DEFAULT_GOAL := help
.PHONY: help run demo-data test quick coverage check format languages bench typing venv requirements audit sbom cluster-test kill-test fuzz

PYTHON ?= python3
PY = .venv/bin/python

# Tests of one file share their world, so a file goes to one process. Each process has a database of its own.
WORKERS ?= auto
PARALLEL = --numprocesses=$(WORKERS) --maxprocesses=8 --dist=loadfile --no-loadscope-reorder

# Given on the command line or in the environment, they reach every recipe.
export PORT PARLEY_HOME DATABASE_URL NO_BROWSER CHROMIUM

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: ## set up, start and serve Parley on 127.0.0.1:$PORT (default 8000)
	@$(PYTHON) config/venv.py requirements.txt
	@PARLEY_MAKE=1 exec $(PY) manage.py serve

demo-data: ## import the data sets of the US Office of the Historian (DATA=folder with travels, visits, pocom; docs/importing.md)
	@$(PYTHON) config/venv.py requirements.txt
	@exec $(PY) manage.py demo_data "$(DATA)"

test: ## run the whole suite (ARGS="tests/lib -k name" for a part, WORKERS=0 in one process, NO_BROWSER=1 without Chromium)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) -m pytest $(PARALLEL) $(ARGS)

quick: ## run what is fast: neither browser tests nor those marked slow (ARGS as for test)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) -m pytest $(PARALLEL) -m "not slow and not browser" $(ARGS)

coverage: ## run the suite and show which lines and branches it leaves out (ARGS as for test; docs/testing.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) -m pytest $(PARALLEL) --cov --cov-report=term-missing:skip-covered $(ARGS)

check: ## rules, formatting, types, migrations and settings; fails on warnings
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) config/check.py $(ARGS)

format: ## format Python and templates, and mend what the rules can mend by themselves
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) config/check.py --mend

languages: ## compile the languages of the pages (locale/*/LC_MESSAGES/django.po, docs/languages.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) -c 'import glob, polib; [polib.pofile(path).save_as_mofile(path[:-2] + "mo") for path in glob.glob("locale/*/LC_MESSAGES/*.po")]'

bench: ## measure against hand-written SQL and conventional DRF (SIZE=S or L, see docs/performance.md)
	@$(PYTHON) config/venv.py requirements.txt
	@exec $(PY) -m benchmarks.run $(or $(SIZE),S) --record $(ARGS)

typing: ## count what entering a report takes at the keyboard (docs/entering.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@PARLEY_RECORD=1 exec $(PY) -m pytest -q -s tests/benchmarks/test_typing.py $(ARGS)

audit: ## whether anything is known against the packages that are pinned; fails where that cannot be known (docs/operating.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) config/dependencies.py audit $(ARGS)

sbom: ## write parley.cdx.json: the product's packages, versions and licences (CycloneDX)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) config/dependencies.py sbom

cluster-test: ## kill, freeze and cut off the leader of a cluster on this machine (ROUNDS=10, as root, docs/scaling.md)
	@$(PYTHON) config/venv.py requirements.txt
	@exec $(PY) deploy/cluster/trial.py $(or $(ROUNDS),10)

kill-test: ## kill database, worker and server at random moments while people work (KILLS=1000, docs/operating.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) -m tests.trials.kills $(or $(KILLS),1000)

fuzz: ## try the API against its own description, and files of all kinds, with others each time (SEEDS=10, EXAMPLES=60; docs/testing.md)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@for seed in $$(seq 1 $(or $(SEEDS),10)); do echo "Seed $$seed"; SCHEMATHESIS_SEED=$$seed \
	SCHEMATHESIS_EXAMPLES=$(or $(EXAMPLES),60) FUZZ_EXAMPLES=$(or $(EXAMPLES),60) $(PY) -m pytest -q \
	--hypothesis-seed=$$seed tests/api/test_schemathesis.py tests/intake/test_any_file.py || exit 1; done

venv: ## install the packages for development into .venv
	@$(PYTHON) config/venv.py requirements-dev.txt

requirements: ## write requirements*.txt anew from requirements*.in (ARGS=--upgrade for newer releases)
	@$(PYTHON) config/venv.py requirements-dev.txt
	@exec $(PY) config/pins.py $(ARGS)
