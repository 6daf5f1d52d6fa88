#!/usr/bin/env bash
# Runs the bench on a GPU over the libtorch of an installed PyTorch, on a machine that has neither .NET nor a network.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/gpu-check.sh pack
         here: packs programs without libtorch, and MNIST, into artifacts/gpu/pack (run ./run-all.sh setup first)
       scripts/gpu-check.sh run [FOLDER]
         there: does it load, do the tests pass, how fast is a step; results go to FOLDER (default artifacts/gpu/out)

The other machine needs artifacts/gpu/pack and the scripts. PYTHON names a Python with torch (default python3), DEVICE the device to
compare with the CPU (default cuda; cpu tests the script itself).
TEXT
}

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root pack=$root/artifacts/gpu/pack here=$PWD
cd "$root"
# shellcheck source=scripts/say.sh
source scripts/say.sh

# All programs go into one folder, because they share the runtime, which is most of the size.
pack() {
  local data=${ADASHIFT_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/adashift-bench}/mnist
  [[ -d $data ]] || stop "MNIST is not in $data. Fetch it: artifacts/adashift-bench data fetch mnist"
  rm -rf "$pack"
  mkdir -p "$pack/mnist" artifacts/gpu/app
  rm -rf artifacts/gpu/app
  publish Harness/Cli
  publish tests/Zoo.Tests
  publish benchmarks/Benchmarks
  cp "$data"/*-ubyte "$pack/mnist"
  say "compressing"
  tar -C artifacts/gpu -cJf "$pack/app.tar.xz" app
  xz -9 "$pack"/mnist/*images*
  say "packed: $pack, $(du -sm "$pack" | cut -f1) MiB"
}

# Always patched, because the other system may be older.
publish() {
  step "publishing $1" "" dotnet publish "$1" -c Release -r linux-x64 --self-contained -p:TorchDevice=none -p:IsPatchNeeded=true \
    -p:PublishReadyToRun=false -p:DebugType=none -p:GenerateDocumentationFile=true --artifacts-path artifacts/gpu/build \
    -o artifacts/gpu/app -nologo
}

run() {
  local out=${1:-$root/artifacts/gpu/out} failed=()
  readonly app=$root/artifacts/gpu/app device=${DEVICE:-cuda} python=${PYTHON:-python3}
  [[ $out == /* ]] || out=$here/$out
  [[ -f $pack/app.tar.xz ]] || stop "$pack is missing: make it by 'scripts/gpu-check.sh pack' where .NET is, and bring it here."
  need_device
  mkdir -p "$out"
  rm -rf "$out/runs" "$out/report" # those of an earlier check
  unpack
  use_pytorch
  local bench=$app/adashift-bench
  # With a named device, tests that do not find it fail instead of being skipped.
  export ADASHIFT_DATA=$out/data ADASHIFT_TEST_DEVICE=$device DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  check loads loads
  check doctor "$bench" doctor
  check data "$bench" data fetch mnist --from "$pack/mnist"
  check steps step_times
  check run "$bench" run fig2-logistic fig3-mlp --profile quick --device "$device" --out "$out/runs"
  "$bench" report "$out"/runs/* --out "$out/report" || true # without Node there is only Markdown
  check zoo-tests "$app/AdaShift.Bench.Zoo.Tests" -noLogo -noColor
  [[ -s $out/report/report.md ]] || failed+=(report)
  ((${#failed[@]} == 0)) || stop "on $device failed: ${failed[*]}. Their output is in $out."
  say "on $device all passed; the report is $out/report/report.md"
}

# check NAME COMMAND...: output goes to the screen and to a file; after a failure the others still run. A function must return its failures,
# because errexit is off here.
check() {
  local name=$1
  shift
  say "$name"
  "$@" </dev/null 2>&1 | tee "$out/$name.txt" || failed+=("$name")
}

unpack() {
  rm -rf "$app"
  tar -C artifacts/gpu -xJf "$pack/app.tar.xz"
  xz -dkf "$pack"/mnist/*.xz
}

need_device() {
  ask 'print(torch.__version__)' >/dev/null 2>&1 || stop "'$python' has no torch. Name another: PYTHON=…"
  [[ $device != cuda* ]] || [[ $(ask 'print(torch.cuda.is_available())') == True ]] ||
    stop "the torch $(ask 'print(torch.__version__)') of '$python' sees no CUDA device. DEVICE=cpu tries this script without one."
}

# ask STATEMENTS: runs them in the Python that has torch.
ask() { "$python" -c "import os, torch; $1"; }

# TorchSharp takes the libtorch that the loader finds.
use_pytorch() {
  local libraries
  libraries=$(ask 'print(os.path.join(os.path.dirname(torch.__file__), "lib"))')
  export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

# Binds all symbols at once, so that a missing one is named before anything runs; .NET binds them one by one.
loads() { "$python" -c 'import ctypes, os, sys; ctypes.CDLL(sys.argv[1], mode=os.RTLD_NOW)' "$app/libLibTorchSharp.so"; }

# Times steps of all rules on the device, and of PyTorch's Adam, fused and foreach.
step_times() {
  "$app/AdaShift.Bench.Benchmarks" device "$device" || return
  ask '
import time
def steps(name, **options):
    device = torch.device(os.environ["ADASHIFT_TEST_DEVICE"])
    parameters = [torch.nn.Parameter(torch.rand(2560, device=device)) for _ in range(299)]
    for theta in parameters: theta.grad = torch.rand_like(theta)
    optimizer = torch.optim.Adam(parameters, **options)
    wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    for _ in range(20): optimizer.step()
    wait(); start = time.perf_counter()
    for _ in range(100): optimizer.step()
    wait(); print(f"PyTorch {torch.__version__} Adam {name}: {(time.perf_counter() - start) * 1e4:.1f} us")
steps("foreach", foreach=True)
steps("fused", fused=True)
'
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
