#!/usr/bin/env bash
# Installs what is missing on Debian, as root; otherwise prints the one command and stops.
#   scripts/prepare.sh        what the demonstration needs: PostgreSQL's server programs, the reader of HEIC photos
#   scripts/prepare.sh test   what the tests need besides: a browser, tools that check PDF and XML, a scanner of files
set -euo pipefail
export LC_ALL=C.UTF-8

missing=()
need() { # program package
  PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

has_postgresql() {
  local version
  for version in /usr/lib/postgresql/*/; do
    version=${version%/}
    if [ -x "$version/bin/initdb" ] && [ "${version##*/}" -ge 15 ]; then return 0; fi
  done
  return 1
}

has_postgresql || missing+=(postgresql)
need heif-convert libheif-examples
if [ "${1:-}" = test ]; then
  need chromium chromium
  need pdftotext poppler-utils
  need qpdf qpdf
  need xmllint libxml2-utils
  need clamd clamav-daemon
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Trūksta paketų. Kaip administratorius (root) paleiskite:" >&2
  echo "  mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf" >&2
  echo "  apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

# Debian's packages would start servers of their own; ours are private.
configuration=/etc/postgresql-common/createcluster.conf
if ! has_postgresql && ! grep -qs '^create_main_cluster *= *false' "$configuration"; then
  mkdir -p "${configuration%/*}"
  echo 'create_main_cluster = false' >>"$configuration"
fi
# The test of the scanner runs one of its own; nothing else is to be started or downloaded.
if [[ " ${missing[*]} " == *" clamav-daemon "* ]] && [ -d /run/systemd/system ] && ! command -v freshclam >/dev/null 2>&1; then
  systemctl mask --quiet clamav-daemon.service clamav-daemon.socket clamav-freshclam.service
fi
echo "Diegiama: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
apt-get install --quiet=2 --yes --no-install-recommends -o Dpkg::Options::=--force-confold "${missing[@]}"
