# shellcheck shell=bash
# Debian packages and the .NET SDK: installs what is missing, or says exactly what to install.

has_package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

has_command() { command -v "$1" >/dev/null 2>&1; }

missing_packages() {
  # NodeSource's nodejs ships npm and conflicts with Debian's npm package, so commands are checked, not packages.
  has_command node || echo nodejs
  has_command npm || npm_comes_with_nodejs || echo npm
  has_command spm_train || echo sentencepiece
}

npm_comes_with_nodejs() { [[ $(LC_ALL=C apt-cache policy nodejs 2>/dev/null) =~ Candidate:[^$'\n']*nodesource ]]; }

# Prints how to become root ("" for root itself); fails if there is no way.
as_root() {
  if ((EUID == 0)); then return; fi
  has_command sudo || return 1
  if [[ -t 0 ]] || sudo -n true 2>/dev/null; then echo sudo; else return 1; fi
}

need_packages() {
  local missing become
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]} == 0)) && return
  if [[ ${missing[*]} == sentencepiece ]] && ! { has_command apt-get && as_root >/dev/null; }; then
    warn "sentencepiece (Debian's name) is missing and cannot be installed from here: no sub-word vocabularies can be trained."
    return
  fi
  if ! has_command apt-get; then
    stop "missing: ${missing[*]} (Debian's names). This script installs with apt, which this system lacks: install them with your package \
manager, then run it again."
  fi
  if ! become=$(as_root); then
    stop "missing: ${missing[*]}. No permission to install them; ask an administrator to run
    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}
  as root, then run this again."
  fi
  install_packages "$become" "${missing[@]}"
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]} == 0)) ||
    stop "apt-get reported success, but these are still missing: ${missing[*]}. 'dpkg -V apt' checks apt itself."
}

install_packages() {
  local become=$1
  shift
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  [[ -n $become ]] && apt=("$become" "${apt[@]}")
  step "apt-get update" "Is there a network? What is missing: $*" "${apt[@]}" update
  # Without a network apt-get update only warns, and the old lists may suffice.
  grep -E '^(W|E): ' artifacts/log/apt-get-update.log | head -n 1 >&2 || true
  step "apt-get install $*" \
    "Is there a network? Debian 12 and newer have packages of these names; elsewhere install the equivalents \
and run this again." \
    "${apt[@]}" install -y --no-install-recommends "$@"
}

need_dotnet() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  has_command dotnet ||
    stop "the .NET 10 SDK is missing: 'dotnet' is not on the PATH. Install it (the package is usually called dotnet-sdk-10.0; \
or run Microsoft's dotnet-install.sh --channel 10.0 and put ~/.dotnet on the PATH), then run this again."
  dotnet --version >/dev/null 2>&1 || stop "no installed .NET SDK satisfies global.json, which asks for 10.0.100 or a later 10.0: \
$(dotnet --list-sdks | tr '\n' ' '). Install the .NET 10 SDK, then run this again."
}
