# shellcheck shell=bash
# Runs every test project of the solution and adds up what they say.

readonly test_timeout=900 # seconds a project may take: a hang must not take the whole run with it

run_tests() {
  local passed=0 failed=0 skipped=0 project
  mkdir -p artifacts/test-results
  while read -r project; do
    run_test_project "$project"
  done < <(test_projects)
  ((passed + failed > 0)) || warn "no test ran"
  say "all test projects"
  if ((skipped > 0)); then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  ((failed == 0 && passed > 0))
}

# The names of the solution's test projects, in its order.
test_projects() {
  local path
  sed -n 's/.*"\(tests[^"]*\.csproj\)".*/\1/p' AdaShift.Bench.sln | sed 's|\\|/|g' | while read -r path; do
    if is_test_app "$path"; then basename "$path" .csproj; fi
  done
}

# tests/ also has libraries and hosts that the tests use.
is_test_app() {
  [[ $1 == *.Tests.csproj || $1 == *Conformance.csproj ]]
}

# Adds one project's counts to passed, failed and skipped of the caller. One that ends without a result counts as one failure.
run_test_project() {
  local name=$1 code=0 result
  local app=artifacts/bin/$name/release/AdaShift.Bench.$name
  result=artifacts/test-results/$name.xml
  rm -f "$result"
  say "$name"
  timeout "$test_timeout" "$app" -xml "$result" -noLogo -noColor </dev/null || code=$?
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

# count ATTRIBUTE FILE: of the <assembly> element of an xunit result.
count() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | head -n 1; }
