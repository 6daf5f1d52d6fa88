#!/usr/bin/env bash
# From a fresh machine to a report, in one command. Running it again does only what is missing.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./run-all.sh [quick|standard|test [PROJECT...]|setup]

  quick     set up, train the MNIST experiments for some minutes, write reports/quick/ (default; shows that all works, ranks nothing)
  standard  set up, train them at full length (an evening on a CPU), write reports/standard/
  test      set up, run all tests, or those of the named projects, such as Zoo.Tests
  setup     only set up: packages, solution, data; leaves the command line at artifacts/adashift-bench
TEXT
}

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
readonly root bench=artifacts/adashift-bench
cd "$root"
# shellcheck source=scripts/say.sh
source scripts/say.sh
# shellcheck source=scripts/packages.sh
source scripts/packages.sh
# shellcheck source=scripts/build.sh
source scripts/build.sh
# shellcheck source=scripts/test.sh
source scripts/test.sh

readonly experiments=(fig2-logistic fig3-mlp)

# One set-up at a time, because they build into the same folders.
set_up() {
  mkdir -p artifacts
  {
    flock -n 9 || { say "waiting for another set-up of this checkout to end"; flock 9; }
    set_up_alone 9>&- # a build server that outlives this script must not inherit the lock
  } 9>artifacts/.lock
}

set_up_alone() {
  need_dotnet
  need_packages
  install_charts
  build_solution
}

fetch_data() {
  "$bench" data fetch mnist
}

run_and_report() {
  local profile=$1 code=0
  # After a failed run the others are still reported; the exit code is that of 'run'.
  "$bench" run "${experiments[@]}" --profile "$profile" --out runs || code=$?
  ((code <= 1)) || exit "$code"
  local folders=("${experiments[@]/%/-$profile}")
  "$bench" report "${folders[@]/#/runs/}" --out "reports/$profile"
  say "report: $root/reports/$profile/report.html"
  return "$code"
}

# Only 'test' takes further words.
alone() { (($# <= 1)) || stop "'$1' takes no further words, but got '${*:2}'. See ./run-all.sh --help." 2; }

case "${1:-quick}" in
  quick | standard)
    alone "$@"
    set_up
    fetch_data
    run_and_report "${1:-quick}"
    ;;
  test)
    check_test_names "${@:2}"
    set_up
    fetch_data || warn "MNIST could not be fetched: the tests on it will be skipped."
    run_tests "${@:2}"
    ;;
  setup)
    alone "$@"
    set_up
    fetch_data
    say "ready: $root/$bench --help"
    ;;
  -h | --help | help) usage ;;
  *)
    usage >&2
    stop "unknown command '$1'. Allowed: quick, standard, test, setup." 2
    ;;
esac
