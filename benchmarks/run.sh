#!/usr/bin/env bash
# Measures speed and memory against the project's targets; prints a table and writes benchmarks/results/.
# usage: benchmarks/run.sh [GROUP], by default all groups:
#   mlp lstm conv resnet18 densenet critic residual nmt loop startup memory bleu many large many-adashift ...
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"

# Comparisons are with the system's PyTorch (Debian's python3-torch, with libopenblas0-pthread).
for python in "${ADASHIFT_PYTHON:-}" /usr/bin/python3 python3; do
  [[ -n $python ]] && "$python" -c 'import torch' 2>/dev/null && break
  python=
done
case "${1:-all}" in
  loop | startup | memory | bleu) ;;
  *)
    [[ -n $python ]] || {
      echo "error: no python3 with PyTorch to compare with; install python3-torch and libopenblas0-pthread." >&2
      exit 1
    }
    ;;
esac

./run-all.sh setup >&2
ADASHIFT_PYTHON=$python exec artifacts/bin/Benchmarks/release/AdaShift.Bench.Benchmarks \
  "${1:-all}" benchmarks/results benchmarks/peer.py artifacts/adashift-bench
