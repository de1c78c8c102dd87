#!/bin/sh
# Analyst App @VERSION@: installs itself for one person, without a password and without a network.
#   sh analyst-app-….run [--prefix FOLDER] [--remove]
set -eu
prefix=${HOME:-}/.local id=org.analystapp.AnalystApp remove=
while [ $# -gt 0 ]; do
  case $1 in
  --prefix) prefix=${2:?--prefix needs a folder}; shift ;;
  --remove) remove=1 ;;
  *) echo "usage: sh $0 [--prefix FOLDER] [--remove]" >&2; exit 2 ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

tell_desktop() {
  if command -v update-mime-database >/dev/null; then update-mime-database "$prefix/share/mime" 2>/dev/null || true; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database "$prefix/share/applications" 2>/dev/null || true; fi
}

if [ -n "$remove" ]; then
  rm -rf "$prefix/lib/analyst-app" "$prefix/share/doc/analyst-app"
  rm -f "$prefix/bin/analyst-app" "$prefix/bin/analyst-app-gui" "$prefix/share/applications/$id.desktop" \
    "$prefix/share/metainfo/$id.metainfo.xml" "$prefix/share/mime/packages/$id.xml"
  for icon in "$prefix"/share/icons/hicolor/*/apps/"$id".*; do rm -f "$icon"; done
  tell_desktop
  echo "Analyst App is removed from $prefix. Your articles, layers and preferences are where they were."
  exit 0
fi

start=$(awk '/^__BUNDLE__$/ {print NR + 1; exit}' "$0")
mkdir -p "$prefix"
new=$(mktemp -d "$prefix/.analyst-app-XXXXXX")
trap 'rm -rf "$new"' EXIT INT TERM
tail -n +"$start" "$0" >"$new/bundle.tar.xz"
if [ "$(sha256sum "$new/bundle.tar.xz" | cut -d' ' -f1)" != @SHA256@ ]; then
  echo "This file is not whole: fetch it again. Nothing was installed." >&2
  exit 1
fi
if ! tar -C "$new" -xJf "$new/bundle.tar.xz"; then
  echo "The program could not be unpacked into $prefix (see above). Nothing was installed." >&2
  exit 1
fi
rm -f "$new/bundle.tar.xz"
rm -rf "$prefix/lib/analyst-app"
mkdir -p "$prefix/lib"
mv "$new/lib/analyst-app" "$prefix/lib/analyst-app"
rmdir "$new/lib"
sed -i "s#^Exec=analyst-app-gui#Exec=\"$prefix/bin/analyst-app-gui\"#" "$new/share/applications/$id.desktop"
(cd "$new" && find . ! -type d | while read -r file; do
  mkdir -p "$prefix/$(dirname "$file")"
  mv -f "$file" "$prefix/$file"
done)
tell_desktop
echo "Analyst App @VERSION@ is installed: find it in the menu of programs, or start $prefix/bin/analyst-app"
case :$PATH: in *:"$prefix/bin":*) ;; *) echo "(For the command in a terminal, add $prefix/bin to PATH.)" ;; esac
exit 0
__BUNDLE__
