# shellcheck shell=bash
# Runs all test projects of the solution, or the named ones, and sums up the results.

readonly test_timeout=900 # seconds per project, so that a hang does not stop the whole run

# run_tests [PROJECT...]
run_tests() {
  local passed=0 failed=0 skipped=0 project projects=("$@")
  (($# > 0)) || mapfile -t projects < <(test_projects)
  mkdir -p artifacts/test-results
  trap 'stop interrupted 130' INT # otherwise bash would continue with the next project
  for project in "${projects[@]}"; do run_test_project "$project"; done
  ((passed + failed > 0)) || warn "no test ran"
  if (($# > 0)); then say "$*"; else say "all test projects"; fi
  failed_tests "${projects[@]}"
  if ((skipped > 0)); then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  ((failed == 0 && passed > 0))
}

# check_test_names PROJECT...: stops if one does not exist.
check_test_names() {
  local name near projects
  mapfile -t projects < <(test_projects)
  for name in "$@"; do
    [[ " ${projects[*]} " == *" $name "* ]] && continue
    near=$(nearest "$name" "${projects[@]}")
    [[ -z $near ]] || near=" Did you mean '$near'?"
    stop "unknown test project '$name'.$near Available: ${projects[*]}." 2
  done
}

# nearest WORD NAME...: the name with the longest common beginning, ignoring case; nothing if there is none.
nearest() {
  local word=${1,,} name length
  for ((length = ${#word}; length > 0; length--)); do
    for name in "${@:2}"; do
      [[ ${name,,} != "${word:0:length}"* ]] || { echo "$name"; return; }
    done
  done
}

# The names of the solution's test projects, in its order.
test_projects() {
  local path
  sed -n 's/.*"\(tests[^"]*\.csproj\)".*/\1/p' AdaShift.Bench.sln | sed 's|\\|/|g' | while read -r path; do
    if is_test_app "$path"; then basename "$path" .csproj; fi
  done
}

# tests/ also has libraries and programs that the tests use.
is_test_app() {
  [[ $1 == *.Tests.csproj || $1 == *Conformance.csproj ]]
}

test_program() { echo "artifacts/bin/$1/release/AdaShift.Bench.$1"; }

# Adds one project's counts to the caller's passed, failed and skipped. A project without a result counts as one failure.
run_test_project() {
  local name=$1 code=0 result=artifacts/test-results/$1.xml
  rm -f "$result"
  say "$name"
  # In the foreground, so that the terminal's Ctrl-C reaches it. One OpenMP thread per test: waiting threads spin, and on a busy machine the
  # tests would take ten times as long.
  OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} timeout --foreground --kill-after=30 "$test_timeout" "$(test_program "$name")" \
    -xml "$result" -noLogo -noColor </dev/null || code=$?
  if [[ ! -s $result ]]; then
    warn "$name ended with exit code $code and left no result"
    failed=$((failed + 1))
    return
  fi
  local errors
  passed=$((passed + $(count passed "$result")))
  skipped=$((skipped + $(count skipped "$result")))
  errors=$(($(count failed "$result") + $(count errors "$result")))
  ((code == 0 || errors > 0)) || { warn "$name: no test failed, but the exit code is $code"; errors=1; }
  failed=$((failed + errors))
}

# failed_tests PROJECT...: one line per failed test, at the end, because CI pages often show only that.
failed_tests() {
  local project result
  for project in "$@"; do
    result=artifacts/test-results/$project.xml
    [[ -s $result ]] || { warn "$project left no result"; continue; }
    # Names are escaped for XML; quotation marks of arguments also with a backslash.
    grep -o '<test [^>]*result="Fail"[^>]*' "$result" | sed 's/.* name="\([^"]*\)".*/failed: \1/; s/\\\?&quot;/"/g' || true # none failed
  done
}

# count ATTRIBUTE FILE: a count in the <assembly> element of an xunit result.
count() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | head -n 1; }
