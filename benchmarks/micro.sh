#!/usr/bin/env bash
# Runs BenchmarkDotNet over single optimizer steps, accelerated and plain, next to TorchSharp's own Adam and a pass over the memory.
# Takes a few minutes, prints a table and writes benchmarks/results/micro.md; with BenchmarkDotNet's own options it writes no file:
#   benchmarks/micro.sh --filter '*' --list flat
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"
./run-all.sh setup >&2
export DOTNET_TieredCompilation=0
readonly program=artifacts/bin/Micro/release/AdaShift.Bench.Micro folder=artifacts/micro
(($# == 0)) || exec "$program" "$@" --artifacts "$folder"

rm -rf "$folder"
"$program" --filter '*' --artifacts "$folder"
# shellcheck source=scripts/build.sh
bench=artifacts/adashift-bench source scripts/build.sh
commit=$(git_revision || echo unknown)
{ cat "$folder"/results/*-report-github.md && printf '\nCommit %s.\n' "$commit"; } >benchmarks/results/micro.md
