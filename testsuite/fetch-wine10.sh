#!/usr/bin/env bash
# Unpacks Debian 13's Wine 10 for use on Debian 12, without installing it and without root.
# usage: fetch-wine10.sh FOLDER      afterwards FOLDER/wine is the program; the folder cannot be moved
# Needs apt-get, dpkg-deb and patchelf.
set -euo pipefail

suite=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# Wine, what it links to, and the C library it was built for: the host's is older
packages=(wine64 libwine libz-mingw-w64 libc6 libunwind8 liblzma5 libgcc-s1)

mkdir -p "${1:?usage: fetch-wine10.sh FOLDER}"
folder=$(cd "$1" && pwd)
for program in apt-get dpkg-deb patchelf; do
  command -v "$program" >/dev/null || { echo "$program is missing" >&2; exit 1; }
done

# apt with lists and a status of its own, on the archive that this machine uses for its own release
# shellcheck disable=SC2016
archive=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' |
  awk '$1 == "Debian" && $2 == "Debian" { print $3; exit }')
[ -n "$archive" ] || { echo "no Debian archive is set up for apt here, or apt-get update has not run" >&2; exit 1; }
apt=$folder/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
: >"$apt/status"
echo "deb [signed-by=$keyring] $archive $suite main" >"$apt/sources.list"
newer_apt() {
  apt-get -q \
    -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}
newer_apt update
(cd "$apt" && newer_apt download "${packages[@]}")

tree=$folder/root
mkdir -p "$tree/usr/lib" "$tree/usr/lib64"
ln -s usr/lib "$tree/lib"
ln -s usr/lib64 "$tree/lib64"
for package in "$apt"/*.deb; do
  dpkg-deb -x "$package" "$tree"
done
libraries=$tree/usr/lib/x86_64-linux-gnu
rm -rf "$apt" "$tree/usr/share/doc" "$tree/usr/share/man" "$libraries/wine/i386-windows"

# wineserver looks for its tables one folder further down
ln -s . "$tree/usr/share/wine/wine"

# Wine's zlib1.dll is the one of mingw, with Wine's mark written behind the DOS header: the package does it at install
zlib=$tree/usr/x86_64-w64-mingw32/lib/zlib1.dll
{
  head -c 64 "$zlib"
  printf 'Wine builtin DLL'
  head -c 16 /dev/zero
  tail -c +97 "$zlib"
} >"$libraries/wine/x86_64-windows/zlib1.dll"

for program in wine64 wineserver64; do
  patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" \
    "$tree/usr/lib/wine/$program"
done

# the packaged wineserver names its program by an absolute path
cat >"$tree/usr/lib/wine/wineserver" <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/wineserver64" -p0 "$@"
SCRIPT
chmod +x "$tree/usr/lib/wine/wineserver"

# a link would not do: Wine looks for its files beside the name it was called by
cat >"$folder/wine" <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/root/usr/lib/wine/wine64" "$@"
SCRIPT
chmod +x "$folder/wine"
ln -s root/usr/lib/wine/wineserver "$folder/wineserver"
"$folder/wine" --version
