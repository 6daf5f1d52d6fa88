#!/usr/bin/env bash
# BenchmarkDotNet over single optimizer steps, fused and op by op. Takes BenchmarkDotNet's own options:
#   benchmarks/micro.sh --filter '*Step*'
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"
./run-all.sh setup >&2
export DOTNET_TieredCompilation=0 OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
arguments=("$@")
[[ $# -gt 0 ]] || arguments=(--filter '*')
exec artifacts/bin/Micro/release/AdaShift.Bench.Micro "${arguments[@]}" --artifacts benchmarks/results/micro
