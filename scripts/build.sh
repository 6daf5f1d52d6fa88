# shellcheck shell=bash
# Builds the native library, the solution and artifacts/adashift-bench, each only when its sources changed.
: "${root:?}" "${bench:?}" # set by run-all.sh

# Ninja knows what changed in Torch/native and in libtorch's headers; a moved checkout starts over.
build_native() {
  local source=$root/Torch/native build=$root/Torch/native/build
  grep -qsx "CMAKE_HOME_DIRECTORY:INTERNAL=$source" "$build/CMakeCache.txt" || rm -rf "$build"
  [[ -f $build/build.ninja ]] || step "configuring Torch/native" "It needs libtorch and a C++17 compiler; see docs/torch.md." \
    cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release
  ninja -C "$build" -n 2>/dev/null | grep -q 'no work to do' && return
  step "building Torch/native" "See docs/torch.md." cmake --build "$build"
}

# Apache ECharts, which draws the charts in the browser and, under Node, for Markdown.
install_charts() {
  local folder=$root/Harness/Reporting
  local stamp=$folder/node_modules/.up-to-date sum
  sum=$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum)
  [[ $(cat "$stamp" 2>/dev/null) == "$sum" ]] && return
  step "installing echarts" "Is there a network, and does 'npm ping' answer?" \
    npm --prefix "$folder" ci --no-audit --no-fund
  printf '%s\n' "$sum" >"$stamp"
}

build_solution() {
  local stamp=artifacts/.built sum
  sum=$(sources_sum)
  [[ -x $bench && $(cat "$stamp" 2>/dev/null) == "$sum" ]] && return
  rm -f "$stamp"
  local advice="Is there a network for the packages? 'dotnet build AdaShift.Bench.sln' says more."
  local revision=()
  revision_known && revision=("-p:SourceRevisionId=$(git_revision)")
  step "building the solution" "$advice" dotnet build AdaShift.Bench.sln -c Release --artifacts-path artifacts -nologo "${revision[@]}"
  publish_bench "${revision[@]}"
  link_bench
  printf '%s\n' "$sum" >"$stamp"
}

# ReadyToRun halves the start-up time. Its compiler is a package of its own, which a feed may lack.
publish_bench() {
  local publish=(dotnet publish Harness/Cli -c Release --artifacts-path artifacts -o artifacts/cli.new -nologo "$@")
  rm -rf artifacts/cli.new
  say "publishing the command line"
  if ! "${publish[@]}" >artifacts/log/publish.log 2>&1; then
    warn "the ReadyToRun compiler could not be used (artifacts/log/publish.log): the command line starts a little slower."
    rm -rf artifacts/cli.new
    step "publishing without ReadyToRun" "" "${publish[@]}" -p:PublishReadyToRun=false
  fi
  rm -rf artifacts/cli
  mv artifacts/cli.new artifacts/cli
}

# The launcher remembers where .NET is: the program's own host looks in few places.
link_bench() {
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  cat >"$bench.new" <<LAUNCHER
#!/bin/sh
[ -n "\$DOTNET_ROOT" ] || [ ! -d "$dotnet/host/fxr" ] || export DOTNET_ROOT="$dotnet"
exec "\$(dirname "\$(readlink -f "\$0")")/cli/adashift-bench" "\$@"
LAUNCHER
  chmod +x "$bench.new"
  mv "$bench.new" "$bench"
}

# The commit goes into every record, so it counts among the sources.
sources_sum() {
  {
    git_revision || true
    dotnet --version
    find . -type d \( -name .git -o -name artifacts -o -name node_modules -o -name bin -o -name obj -o -path ./runs -o -path ./reports \
      -o -path ./data -o -path ./Torch/native/build \) -prune -o -type f ! -name '*.md' -print0 | sort -z | xargs -0 sha256sum
    sha256sum Torch/native/build/libadashift_torch.so Harness/Reporting/node_modules/.up-to-date
  } | sha256sum
}

# In a clone of this repository, not in an unpacked archive inside somebody else's.
revision_known() { [[ $(git rev-parse --show-toplevel 2>/dev/null) == "$root" ]]; }

git_revision() { revision_known && git describe --always --dirty=+dirty --abbrev=40 --exclude='*'; }
