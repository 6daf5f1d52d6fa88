#!/usr/bin/env bash
# From a fresh machine to a report, in one command. Running it again does only what is missing.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./run-all.sh [quick|standard|test [PROJECT...]|setup]

  quick     set up, train the MNIST experiments for some minutes, write reports/quick/ (default; proves the way through, ranks nothing)
  standard  set up, train them at full length (an evening on a CPU), write reports/standard/
  test      set up, run every test, or those of the projects named, such as Zoo.Tests
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

# One at a time: two would build into the same folders.
set_up() {
  mkdir -p artifacts
  {
    flock -n 9 || { say "waiting for another set-up of this checkout to end"; flock 9; }
    set_up_alone 9>&- # what outlives us, such as a build server, must not inherit the lock
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
  # A failed run does not keep the others from being reported; its exit code is ours in the end.
  "$bench" run "${experiments[@]}" --profile "$profile" --out runs || code=$?
  ((code <= 1)) || exit "$code"
  local folders=("${experiments[@]/%/-$profile}")
  "$bench" report "${folders[@]/#/runs/}" --out "reports/$profile"
  say "report: $root/reports/$profile/report.html"
  return "$code"
}

# Only 'test' takes more words.
alone() { (($# <= 1)) || stop "'$1' stands alone, but here '${*:2}' follows it. See ./run-all.sh --help." 2; }

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
    stop "'$1' is not something run-all.sh does. Allowed: quick, standard, test, setup." 2
    ;;
esac
