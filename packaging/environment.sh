# Sourced by run, test and lock: finds a Python and keeps .venv as the lock files say.
#
# A usual start must cost nothing, so what was set up is kept as copies in .venv/installed, compared here; everything
# else is setup_environment.py.

here=$(readlink -f "${BASH_SOURCE[0]}")
root=${here%/packaging/*}
venv=$root/.venv

# find_python: print the first Python that Sunto runs on (Qt's wheels end before 3.15).
find_python() {
  local python
  for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
      command -v "$python"
      return
    fi
  done
  echo 'Sunto needs Python 3.11, 3.12, 3.13 or 3.14, and none was found.' >&2
  echo 'On Debian or Ubuntu: sudo apt-get install python3 python3-venv' >&2
  return 3
}

# is_ready LOCK: is .venv what LOCK says, made by a Python that is still the same?
is_ready() {
  local installed=$venv/installed
  [ -e "$installed/python" ] && [ "$venv/bin/python" -ef "$(<"$installed/python")" ] &&
    cmp -s "$root/packaging/$1" "$installed/$1" &&
    cmp -s "$root/packaging/system_packages.toml" "$installed/system-of-$1"
}

# prepare LOCK: make .venv ready, or end with the reason on stderr. Nothing is ever said on stdout.
prepare() {
  is_ready "$1" && return
  local python
  python=$(find_python) || exit 3
  "$python" -Es "$root/packaging/setup_environment.py" "$1" || exit
}
