#!/usr/bin/env bash
# Runs the tests and the MNIST experiments on the CUDA device of a machine that has PyTorch, cmake and g++, but neither .NET nor a network.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/gpu-check.sh pack
         here: everything the other machine lacks, into artifacts/gpu/pack.tar.xz (needs ./run-all.sh setup first)
       scripts/gpu-check.sh run [FOLDER]
         there: build Torch/native against its PyTorch, test, train, report into FOLDER (default artifacts/gpu/out), anew each time

Both expect the same checkout; the other machine needs artifacts/gpu/pack.tar.xz in it. PYTHON names the Python that has torch (default
python3), DEVICE what to hold against the CPU (default cuda; cpu tries the script itself).
TEXT
}

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root folder=$root/artifacts/gpu here=$PWD
cd "$root"
# shellcheck source=scripts/say.sh
source scripts/say.sh

# One folder for all programs: they share the runtime, which is most of the bytes.
pack() {
  local data=${ADASHIFT_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/adashift-bench}/mnist
  [[ -d $data ]] || stop "MNIST is not in $data. Fetch it: artifacts/adashift-bench data fetch mnist"
  rm -rf "$folder/pack"
  mkdir -p "$folder/pack/mnist"
  publish Harness/Cli
  publish tests/Torch.Tests
  publish tests/Zoo.Tests
  gzip -9nk --stdout "$data/train-images-idx3-ubyte" >"$folder/pack/mnist/train-images-idx3-ubyte.gz"
  cp "$data"/{train-labels,t10k-labels}-idx1-ubyte "$data/t10k-images-idx3-ubyte" "$folder/pack/mnist"
  native_sums >"$folder/pack/native.sha256"
  say "compressing"
  tar -C "$folder" -cJf "$folder/pack.tar.xz" pack
  say "packed: $folder/pack.tar.xz, $(($(stat -c %s "$folder/pack.tar.xz") / 1024 / 1024)) MiB"
}

publish() {
  step "publishing $1" "" dotnet publish "$1" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=false -p:DebugType=none \
    --artifacts-path artifacts/gpu/build -o artifacts/gpu/pack/app -nologo
}

run() {
  local out=${1:-$folder/out} failed=()
  readonly app=$folder/pack/app device=${DEVICE:-cuda} python=${PYTHON:-python3}
  local bench=$app/adashift-bench
  [[ $out == /* ]] || out=$here/$out
  need_device
  empty "$out"
  unpack
  use_pytorch
  # With a device named, tests that do not find it fail instead of being skipped.
  export ADASHIFT_DATA=$folder/data ADASHIFT_TEST_DEVICE=$device
  "$bench" data fetch mnist --from "$folder/pack/mnist"
  "$bench" doctor | tee "$out/doctor.txt" || true # it also says what is merely inconvenient, such as Node missing
  check torch-tests "$app/AdaShift.Bench.Torch.Tests" -noColor
  check zoo-tests "$app/AdaShift.Bench.Zoo.Tests" -noColor
  check run "$bench" run fig2-logistic fig3-mlp --profile quick --device "$device" --jobs 1 --out "$out/runs"
  "$bench" report "$out/runs" --out "$out/report" || true # without Node there is Markdown alone
  [[ -s $out/report/report.md ]] || failed+=(report)
  ((${#failed[@]} == 0)) || stop "on $device failed: ${failed[*]}. What they said is in $out."
  say "on $device all passed; the report is $out/report/report.md"
}

# What an earlier check left would look like this one's: finished cells are not trained again.
empty() {
  [[ -e $1/doctor.txt || ! (-e $1/runs || -e $1/report) ]] || stop "$1 has runs or a report of somebody else's. Name another folder."
  rm -rf "$1/runs" "$1/report"
  mkdir -p "$1"
}

# check NAME COMMAND...: what it says goes to the screen and to a file; a failure does not keep the others from running.
check() {
  local name=$1
  shift
  say "$name"
  "$@" </dev/null 2>&1 | tee "$out/$name.txt" || failed+=("$name")
}

unpack() {
  [[ -f $folder/pack.tar.xz ]] ||
    stop "$folder/pack.tar.xz is missing: make it by 'scripts/gpu-check.sh pack' where .NET is, and bring it here."
  rm -rf "$folder/pack"
  tar -C "$folder" -xJf "$folder/pack.tar.xz"
  native_sums | cmp -s - "$folder/pack/native.sha256" ||
    stop "the pack was made beside other sources of Torch/native, which its programs would not fit. Make it anew from this checkout."
}

native_sums() { sha256sum Torch/native/CMakeLists.txt Torch/native/*.cpp Torch/native/*.h; }

need_device() {
  ask 'print(torch.__version__)' >/dev/null 2>&1 || stop "'$python' has no torch. Name one that has: PYTHON=…"
  [[ $device != cuda* ]] || [[ $(ask 'print(torch.cuda.is_available())') == True ]] ||
    stop "the torch $(ask 'print(torch.__version__)') of '$python' sees no CUDA device. DEVICE=cpu tries this script without one."
}

# ask EXPRESSIONS: of the Python that has torch.
ask() { "$python" -c "import os, torch; $1"; }

# Builds the native library against PyTorch's own libtorch and lets the programs find both.
use_pytorch() {
  local prefix libraries stamp=$folder/native/.configured of options=()
  prefix=$(ask 'print(torch.utils.cmake_prefix_path)')
  of="$prefix $(ask 'print(torch.__version__)')"
  [[ $(cat "$stamp" 2>/dev/null) == "$of" ]] || rm -rf "$folder/native" # CMake would keep to the libtorch that it once found
  libraries=$(ask 'print(os.path.join(os.path.dirname(torch.__file__), "lib"))')
  if [[ $device == cuda* ]]; then
    # Nothing here is compiled by nvcc, but PyTorch's CMake files want it, and would run a program to find out the architecture.
    options+=("-DTORCH_CUDA_ARCH_LIST=$(ask 'print("%d.%d" % torch.cuda.get_device_capability())')")
    command -v nvcc >/dev/null || [[ ! -x /usr/local/cuda/bin/nvcc ]] || export CUDACXX=/usr/local/cuda/bin/nvcc
  fi
  step "configuring Torch/native against $prefix" "See docs/torch.md." \
    cmake -S Torch/native -B "$folder/native" -DCMAKE_BUILD_TYPE=Release "-DCMAKE_PREFIX_PATH=$prefix" "${options[@]}"
  printf '%s\n' "$of" >"$stamp"
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
