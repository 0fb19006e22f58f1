# The commands of the project. All that they need beyond Python 3.11 and make is fetched by tools/setup.py.

PYTHON ?= python3
BIN := .venv/bin
SIZE ?= 200000
ENGINE ?= both

.PHONY: run test check format messages bench soak docs package lock setup setup-tests

run: setup              ## Start Filon with demo data and print the link that signs you in.
	@exec $(BIN)/filon serve --demo

test: setup-tests       ## Everything that continuous integration runs.
	@$(BIN)/python tools/suite.py

check: setup-tests      ## Style, types, layers, templates, migrations, catalogues, sizes.
	@$(BIN)/python tools/check.py

format: setup-tests     ## Lay out the code.
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

messages: setup-tests   ## Extract the texts for translation and compile the catalogues.
	@$(BIN)/python tools/messages.py extract && $(BIN)/python tools/messages.py compile

bench: setup-tests      ## Measure: make bench SIZE=200000 ENGINE=sqlite|postgresql|both
	@$(BIN)/python tools/bench/run.py --size $(SIZE) --engine $(ENGINE) --serving
	@$(BIN)/python tools/bench/directory.py
	@$(BIN)/python tools/bench/selling.py

soak: setup-tests       ## What takes longer: fuzzing, killing, a million rows.
	@$(BIN)/python tools/soak.py

docs: setup-tests       ## Make the pictures of the documentation anew.
	@$(BIN)/python tools/docs.py

package: setup-tests    ## The wheel, tried in an environment of its own.
	@$(BIN)/python tools/package.py

lock: setup-tests       ## Lock the dependencies anew, with hashes.
	@$(BIN)/python tools/lock.py

setup:
	@$(PYTHON) tools/setup.py

setup-tests:
	@$(PYTHON) tools/setup.py --tests
