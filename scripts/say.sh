# shellcheck shell=bash
# Output of the set-up: one line per step, and the log if a step fails.

say() { printf '==> %s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

# stop MESSAGE [EXIT_CODE]
stop() {
  printf 'error: %s\n' "$1" >&2
  exit "${2:-1}"
}

# step TITLE ADVICE COMMAND...: runs quietly; on failure shows the end of the log, and the advice.
step() {
  local title=$1 advice=$2 log
  shift 2
  say "$title"
  mkdir -p artifacts/log
  log=artifacts/log/$(tr -cs 'a-z0-9' '-' <<<"${title,,}" | sed 's/-*$//').log
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    stop "$title failed; the whole log is $log. $advice"
  fi
}
