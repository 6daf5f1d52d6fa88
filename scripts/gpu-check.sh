#!/usr/bin/env bash
# Runs the tests and the MNIST experiments on the CUDA device of a machine that has PyTorch, cmake and g++, but neither .NET nor a network.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/gpu-check.sh pack          here: everything the other machine lacks, into artifacts/gpu/pack.tar.xz (needs ./run-all.sh setup first)
       scripts/gpu-check.sh run [FOLDER]  there: build Torch/native against its PyTorch, test, train, report into FOLDER (default artifacts/gpu/out)

Both expect the same checkout. The other machine needs artifacts/gpu/pack.tar.xz beside it. PYTHON names the Python that has torch (default python3).
TEXT
}

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root folder=$root/artifacts/gpu
cd "$root"
# shellcheck source=scripts/say.sh
source scripts/say.sh

# One folder for both programs: they share the runtime, which is most of the bytes.
pack() {
  local data=${ADASHIFT_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/adashift-bench}/mnist
  [[ -d $data ]] || stop "MNIST is not in $data. Fetch it: artifacts/adashift-bench data fetch mnist"
  rm -rf "$folder/pack"
  mkdir -p "$folder/pack/mnist"
  publish Harness/Cli
  publish tests/Torch.Tests
  gzip -9nk --stdout "$data/train-images-idx3-ubyte" >"$folder/pack/mnist/train-images-idx3-ubyte.gz"
  cp "$data"/{train-labels,t10k-labels}-idx1-ubyte "$data/t10k-images-idx3-ubyte" "$folder/pack/mnist"
  say "compressing"
  tar -C "$folder" -cJf "$folder/pack.tar.xz" pack
  say "packed: $folder/pack.tar.xz, $(($(stat -c %s "$folder/pack.tar.xz") / 1024 / 1024)) MiB"
}

publish() {
  step "publishing $1" "" dotnet publish "$1" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=false -p:DebugType=none \
    --artifacts-path artifacts/gpu/build -o artifacts/gpu/pack/app -nologo
}

run() {
  local out=${1:-$folder/out} python=${PYTHON:-python3} failures=0
  mkdir -p "$out"
  unpack
  use_pytorch "$python"
  export ADASHIFT_DATA=$folder/data
  local bench=$folder/pack/app/adashift-bench
  "$bench" data fetch mnist --from "$folder/pack/mnist"
  "$bench" doctor | tee "$out/doctor.txt" || true # it also says what is merely inconvenient, such as Node missing
  "$folder/pack/app/AdaShift.Bench.Torch.Tests" -noColor | tee "$out/torch-tests.txt" || failures=1
  "$bench" run fig2-logistic fig3-mlp --profile quick --device "${DEVICE:-cuda}" --jobs 1 --out "$out/runs" | tee "$out/run.txt" || failures=1
  "$bench" report "$out/runs" --out "$out/report" || true # without Node there is Markdown alone
  return "$failures"
}

unpack() {
  [[ -f $folder/pack.tar.xz ]] || stop "$folder/pack.tar.xz is missing: make it by 'scripts/gpu-check.sh pack' where .NET is, and bring it here."
  rm -rf "$folder/pack"
  tar -C "$folder" -xJf "$folder/pack.tar.xz"
}

# Builds the native library against PyTorch's own libtorch and lets the programs find both.
use_pytorch() {
  local python=$1 prefix libraries
  prefix=$("$python" -c 'import torch; print(torch.utils.cmake_prefix_path)') || stop "'$python' has no torch. Name one that has: PYTHON=…"
  libraries=$("$python" -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))')
  step "configuring Torch/native against $prefix" "See docs/torch.md." \
    cmake -S Torch/native -B "$folder/native" -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix"
  step "building Torch/native" "See docs/torch.md." cmake --build "$folder/native" --parallel
  export ADASHIFT_TORCH_NATIVE=$folder/native/libadashift_torch.so
  export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

case "${1:-}" in
  pack) pack ;;
  run) run "${2:-}" ;;
  -h | --help | help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
