# make demo         install what is missing, build, start everything, print where to go (DETACH=1: return when ready)
# make demo-stop    stop it; data stay
# make demo-reset   stop it and remove its data
# make test         everything that is checked before a change is accepted

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)/debug
# Queries are compared with what was learnt of them (.sqlx), not with a running database.
export SQLX_OFFLINE ?= true

.PHONY: demo demo-stop demo-reset test build prepare prepare-test

demo: prepare build
	$(TARGET)/spis demo $(if $(DETACH),--detach)

# Without an executable nothing was started.
demo-stop demo-reset:
	if [ -x $(TARGET)/spis ]; then $(TARGET)/spis $@; fi

prepare:
	scripts/prepare.sh

prepare-test:
	scripts/prepare.sh test

build:
	$(CARGO) build -p spis -p spis-simulator

test: prepare-test
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(CARGO) build --workspace --all-targets
	if $(CARGO) nextest --version >/dev/null 2>&1; then \
	  $(CARGO) nextest run --workspace && $(CARGO) test --workspace --doc; \
	else $(CARGO) test --workspace; fi
	if [ -f e2e/package.json ]; then cd e2e && npm ci --no-audit --no-fund && npm test; fi
