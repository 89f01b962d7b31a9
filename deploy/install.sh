#!/bin/sh
# Source tree -> an installed Readout, on Debian 12 or newer, as root. What the Dockerfile runs and
# what the test of a bare tree runs: one list of steps.
#
#   deploy/install.sh SOURCE TARGET DATA
#
# SOURCE: a checkout. TARGET: where the program goes (/opt/readout). DATA: its folder (/data),
# owned by the user `readout`, which the program runs as.
set -eu
source=${1:?the checkout} target=${2:?where the program goes} data=${3:?its data folder}

say() { printf '== %s\n' "$*"; }

if ! command -v python3 >/dev/null || ! python3 -c 'import ensurepip' 2>/dev/null; then
    say "Python, from Debian's packages"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3 python3-venv ca-certificates >/dev/null
    rm -rf /var/lib/apt/lists/*
fi
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Readout needs Python 3.11 or newer." >&2
    exit 1
}

say "The user readout, and $data for its data"
id readout >/dev/null 2>&1 || useradd --system --uid 990 --home-dir "$data" --shell /usr/sbin/nologin readout
install -d -o readout -g readout -m 0700 "$data"

say "What Readout runs on, each package by its hash (the language model is one of them)"
python3 -m venv "$target"
"$target/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check \
    --require-hashes -r "$source/requirements/run.txt"

say "Readout itself"
"$target/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check \
    --no-deps --no-build-isolation "$source"
"$target/bin/python" -m compileall -q "$target" >/dev/null || true

say "Installed: $("$target/bin/readout" --version)"
