# shellcheck shell=bash disable=SC2034
# Windows JVMs on Linux, under Wine: what testsuite/run.sh and examples/run.sh share. To be sourced.
#
#   require_build_tools   a JDK and Maven, installed if need be and possible
#   start_run             makes $run_dir; when the script ends, it goes, and with it every process under Wine
#   windows_jvm JRE       sets $jvm to a program that starts a Windows JVM; false, with $reason set, if there is none
#
# JREs, Wine prefixes and a fetched Wine are kept in $cache, outside the checkout.
# WINE, WINEPREFIX, WINEDEBUG and WINEDLLOVERRIDES are honoured when they are set.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/netty-winsock

export WINEDEBUG=${WINEDEBUG:--all}
export WINEDLLOVERRIDES=${WINEDLLOVERRIDES:-mscoree,mshtml=} # else Wine offers to install Mono and Gecko
unset DISPLAY

say() { printf '==> %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# keep FOLDER COMMAND...: FOLDER is made by COMMAND... FOLDER, unless it was made before; parallel runs wait for it.
keep() {
  local folder=$1
  shift
  [ ! -f "$folder/.complete" ] || return 0
  mkdir -p "$(dirname "$folder")"
  (
    flock 9
    [ ! -f "$folder/.complete" ] || exit 0
    rm -rf "$folder" && "$@" "$folder" 9>&- && touch "$folder/.complete"
  ) 9>"$folder.lock"
}

maven=(mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml")

# --- what has to be installed -----------------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

apt_install() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
  say "installing $*"
  as_root apt-get -qq update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null
}

has_jdk() {
  local version
  version=$("${JAVA_HOME:+$JAVA_HOME/bin/}javac" -version 2>&1) || return 1
  version=${version##*javac } # JAVA_TOOL_OPTIONS makes it begin with another line
  [ "${version%%[!0-9]*}" -ge 17 ]
}

has_maven() { command -v mvn >/dev/null; }

require_build_tools() {
  has_jdk || apt_install openjdk-17-jdk-headless || apt_install default-jdk-headless || true
  has_jdk || die "a JDK 17 or newer is needed. Install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME."
  has_maven || apt_install maven || true
  has_maven || die "Maven 3.8 or newer is needed. Install it (Debian: apt-get install maven)."
}

# --- Wine -------------------------------------------------------------------------------------------------------------

wine_major() {
  local version
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#wine-}
  printf '%s\n' "${version%%[!0-9]*}"
}

installed_wine() {
  local candidate
  for candidate in /usr/lib/wine/wine64 wine64 wine; do
    if command -v "$candidate"; then return 0; fi
  done
  return 1
}

# Sets $wine, to $WINE if that is set. JRE 21 does not run on Wine 8; on Wine 10, JRE 11 and 17 fail to list the network
# interfaces, which Netty does at start.
find_wine() {
  local jre_major=$1 major
  wine=${WINE:-$(installed_wine)} || { apt_install wine wine64 && wine=$(installed_wine); } || wine=
  major=$(wine_major "$wine") || major=0
  if [ -n "${WINE:-}" ]; then
    reason="WINE=$WINE does not start"
    return $((major == 0))
  fi
  if ((jre_major < 21)); then
    reason="it needs Wine 8 (Debian 12: apt-get install --no-install-recommends wine wine64); found: ${wine:-none}"
    ((major > 0 && major < 9))
  elif ((major < 9)); then
    wine=$cache/wine10/wine
    reason="it needs Wine 9 or newer, and fetching Wine 10 failed (see $cache/wine10.log)"
    keep "$cache/wine10" fetch_wine10
  fi
}

fetch_wine10() {
  command -v patchelf >/dev/null || apt_install patchelf || true
  say "fetching Wine 10"
  "$root/testsuite/fetch-wine10.sh" "$1" >"$cache/wine10.log" 2>&1
}

boot_prefix() {
  say "making a Wine prefix for $("$wine" --version)"
  mkdir -p "$1"
  WINEPREFIX=$1 "$wine" wineboot -i >/dev/null 2>&1 && WINEPREFIX=$1 wineserver -w && [ -f "$1/system.reg" ]
}

wineserver() {
  local beside_wine
  beside_wine=$(dirname "$wine")/wineserver
  if [ -x "$beside_wine" ]; then "$beside_wine" "$@"; else command wineserver "$@"; fi
}

# Sets $prefix. A new prefix takes ten seconds and 700 MB, so one is kept a Wine version. Each run gets a copy of its
# own, of hard links but for the registry: whatever it leaves running can be ended without harm to another run.
find_prefix() {
  local template
  reason="the Wine prefix could not be made"
  if [ -n "${WINEPREFIX:-}" ]; then
    prefix=$WINEPREFIX
    [ -f "$prefix/system.reg" ] || boot_prefix "$prefix"
    return
  fi
  template=$cache/prefix-$("$wine" --version | tr -cs 'a-zA-Z0-9.\n' -)
  template=${template%-}
  prefix=$run_dir/$(basename "$template")
  [ ! -d "$prefix" ] || return 0
  keep "$template" boot_prefix &&
    mkdir "$prefix" &&
    cp -al "$template/drive_c" "$prefix/" &&
    cp -a "$template/dosdevices" "$template"/*.reg "$template/.update-timestamp" "$prefix/"
}

# --- JREs -------------------------------------------------------------------------------------------------------------

# Windows JREs inside of artifacts that ship one. For tests only; they are not redistributed.
unpack_jre() {
  local artifact
  case $1 in
    */jre-11) artifact=org.flywaydb:flyway-commandline:7.7.3 ;;
    */jre-17) artifact=org.sonarsource.scanner.cli:sonar-scanner-cli:7.0.2.4839 ;;
    */jre-21) artifact=org.sonarsource.scanner.cli:sonar-scanner-cli:8.0.1.6346 ;;
  esac
  say "fetching Windows $(basename "$1")"
  "${maven[@]}" -q -N dependency:unpack -Dartifact="$artifact:zip:windows-x64" -Dmdep.unpack.includes='*/jre/**' \
    -DoutputDirectory="$1" >&2
}

jre_major() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$1/release" 2>/dev/null)
  printf '%s\n' "${version%%[!0-9]*}"
}

# Sets $jre_home and $jre_major. JRE is 11, 17, 21 or a folder that holds a Windows JRE.
find_jre() {
  jre_home=$1
  case $1 in
    11 | 17 | 21)
      reason="it could not be fetched"
      keep "$cache/jre-$1" unpack_jre || return 1
      jre_home=$(echo "$cache/jre-$1"/*/jre)
      ;;
  esac
  reason="$jre_home holds no Windows JRE (no bin/java.exe, or no file named release)"
  jre_major=$(jre_major "$jre_home")
  [ -n "$jre_major" ] && [ -f "$jre_home/bin/java.exe" ]
}

windows_jvm() {
  find_jre "$1" && find_wine "$jre_major" && find_prefix || return 1
  # Failsafe wants its JVM to look like one: bin/java, and the version in a file beside bin
  local home=$run_dir/jre-$jre_major
  mkdir -p "$home/bin"
  cp "$jre_home/release" "$home/"
  jvm=$home/bin/java
  cat >"$jvm" <<SCRIPT
#!/bin/sh
WINEPREFIX='$prefix' exec '$wine' '$jre_home/bin/java.exe' "\$@"
SCRIPT
  chmod +x "$jvm"
  # Failsafe waits without end for a JVM that does not come up
  reason="it does not start on $("$wine" --version)"
  timeout 120 "$jvm" -version >/dev/null 2>&1 </dev/null
}

# --- a run ------------------------------------------------------------------------------------------------------------

start_run() {
  mkdir -p "$cache"
  run_dir=$(mktemp -d "$cache/run-XXXXXX")
  trap end_run EXIT
}

end_run() {
  local own
  for own in "$run_dir"/prefix-*; do
    [ ! -d "$own" ] || WINEPREFIX=$own wineserver -k || true
  done
  rm -rf "$run_dir"
}
