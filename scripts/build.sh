# shellcheck shell=bash
# Builds the solution and artifacts/adashift-bench, each only when its sources changed.
: "${root:?}" "${bench:?}" # set by run-all.sh

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
  local stamp=artifacts/.built sum folder
  sum=$(sources_sum)
  [[ $(cat "$stamp" 2>/dev/null) == "$sum" ]] && programs_exist && return
  rm -f "$stamp"
  local advice="Is there a network for the packages? 'dotnet build AdaShift.Bench.sln' says more."
  local revision=()
  revision_known && revision=("-p:SourceRevisionId=$(git_revision)")
  step "building the solution" "$advice" dotnet build AdaShift.Bench.sln -c Release --artifacts-path artifacts -nologo "${revision[@]}"
  folder=cli-${sum:0:12}
  publish_bench "$folder" "${revision[@]}"
  link_bench "$folder"
  remove_old_programs "$folder"
  printf '%s\n' "$sum" >"$stamp"
}

# The programs may have been deleted since the stamp was written.
programs_exist() {
  local name
  [[ -x $bench && -x artifacts/cli/adashift-bench ]] || return
  for name in $(test_projects); do [[ -x $(test_program "$name") ]] || return; done
}

# publish_bench FOLDER OPTION...: each state of the sources has its own folder, because a run in progress starts workers from the program it
# began with. ReadyToRun halves the start-up time, but a package feed may lack its compiler.
publish_bench() {
  local publish=(dotnet publish Harness/Cli -c Release --use-current-runtime --no-self-contained --artifacts-path artifacts
    -o artifacts/cli.new -nologo "${@:2}")
  [[ ! -x artifacts/$1/adashift-bench ]] || return 0
  rm -rf artifacts/cli.new
  say "publishing the command line"
  if ! "${publish[@]}" >artifacts/log/publish.log 2>&1; then
    warn "the ReadyToRun compiler could not be used (artifacts/log/publish.log): the command line starts a little slower."
    rm -rf artifacts/cli.new
    step "publishing without ReadyToRun" "" "${publish[@]}" -p:PublishReadyToRun=false
  fi
  rm -rf "artifacts/$1"
  mv artifacts/cli.new "artifacts/$1"
}

# The launcher knows where .NET is; the program's own host looks in few places only.
link_bench() {
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  cat >"$bench.new" <<LAUNCHER
#!/bin/sh
[ -n "\$DOTNET_ROOT" ] || [ ! -d "$dotnet/host/fxr" ] || export DOTNET_ROOT="$dotnet"
exec "\$(dirname "\$(readlink -f "\$0")")/$1/adashift-bench" "\$@"
LAUNCHER
  chmod +x "$bench.new"
  mv "$bench.new" "$bench"
  rm -rf artifacts/cli
  ln -s "$1" artifacts/cli
}

# remove_old_programs FOLDER: keeps FOLDER and those that a process runs from.
remove_old_programs() {
  local folder running
  running=$(readlink /proc/[0-9]*/exe) || true # those of other users cannot be read
  for folder in artifacts/cli-*; do
    [[ $folder == "artifacts/$1" || $running == *"$root/$folder/"* ]] || rm -rf "$folder"
  done
}

# The commit is part of every record, so it counts as a source.
sources_sum() {
  {
    git_revision || true
    dotnet --version
    source_files | LC_ALL=C sort -z | xargs -0 sha256sum 2>/dev/null
    sha256sum Harness/Reporting/node_modules/.up-to-date
  } | sha256sum
}

# All files of the checkout except results and top-level pages. Pages of docs/ count, because tests copy some.
source_files() {
  if revision_known; then
    git ls-files -coz --exclude-standard -- . ':!reports' ':!benchmarks/results' ':(exclude,glob)*.md'
  else
    find . -type d \( -name .git -o -name artifacts -o -name node_modules -o -name bin -o -name obj -o -path ./runs -o -path ./reports \
      -o -path ./data -o -path ./benchmarks/results \) -prune -o -type f -print0
  fi
}

# Whether this is a clone of this repository, not an archive unpacked inside another one.
revision_known() { [[ $(git rev-parse --show-toplevel 2>/dev/null) == "$root" ]]; }

# The commit, with "+dirty" for changes to the sources: new results must not cause a build.
git_revision() {
  revision_known || return
  local dirty=
  git diff --quiet HEAD -- . ':!reports' ':!benchmarks/results' || dirty=+dirty
  printf '%s%s\n' "$(git rev-parse HEAD)" "$dirty"
}
