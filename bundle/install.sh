#!/bin/sh
# Installs lkjip-extractor without network: sh install.sh PLACE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=${1:?"usage: sh install.sh PLACE"}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "@PYTHON@")' || {
  echo "This bundle is for Python @PYTHON@ on @PLATFORM@; set PYTHON to one, e.g. PYTHON=python@PYTHON@ sh install.sh PLACE" >&2
  exit 1
}
(cd "$here" && sha256sum --quiet -c SHA256SUMS)
"$python" -m venv "$place"
for lock in @LOCKS@; do
  "$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" \
    --require-hashes -r "$here/$lock"
done
"$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps "$here"/wheels/lkjip_extractor-*.whl
"$place/bin/lkjip" doctor
