#!/usr/bin/env bash
# The container's steps in a bare Debian tree, where no builder is to be had:
#
#   tools/bare_tree.sh [TREE]
#
# Makes a minimal Debian in TREE (mmdebstrap or debootstrap; needs root), runs deploy/install.sh in
# it, then, as the user readout: a first briefing of the example article, the program with its
# page, /health, and its end on SIGTERM. Removes the tree at the end where it made one.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "tools/bare_tree.sh needs root, for chroot." >&2; exit 2; }

made=
tree=${1:-}
if [ -z "$tree" ]; then
    tree=$(mktemp -d)/debian made=yes
    if command -v mmdebstrap >/dev/null; then
        mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$tree"
    elif command -v debootstrap >/dev/null; then
        debootstrap --variant=minbase --include=ca-certificates bookworm "$tree" >/dev/null
    else
        echo "tools/bare_tree.sh needs mmdebstrap or debootstrap." >&2
        exit 2
    fi
fi

mounted=()
finish() {
    for at in "${mounted[@]}"; do umount --recursive --lazy "$at" || true; done
    [ -z "$made" ] || rm -rf "$(dirname "$tree")"
}
trap finish EXIT
for at in proc dev; do
    mount --rbind --make-rslave "/$at" "$tree/$at" 2>/dev/null || mount --bind "/$at" "$tree/$at"
    mounted+=("$tree/$at")
done

# The tree reaches packages as this machine does.
cp /etc/resolv.conf "$tree/etc/resolv.conf"
cp -a /etc/ssl/certs/. "$tree/etc/ssl/certs/"
for at in /etc/pip.conf /etc/xdg/pip; do
    [ ! -e "$at" ] || { mkdir -p "$tree$(dirname "$at")" && cp -a "$at" "$tree$at"; }
done
mkdir -p "$tree/usr/src/readout"
git ls-files -z --cached --others --exclude-standard |
    tar --create --exclude=tests --exclude=docs/pictures --null --files-from - |
    tar --extract --directory "$tree/usr/src/readout"

as_root=(chroot "$tree")
as_readout=(
    chroot "$tree" setpriv --reuid readout --regid readout --clear-groups env HOME=/data
    PATH=/opt/readout/bin:/usr/bin:/bin READOUT_DATA=/data
)

"${as_root[@]}" /usr/src/readout/deploy/install.sh /usr/src/readout /opt/readout /data
rm -rf "$tree/usr/src/readout/bot" # what runs is what was installed
"${as_readout[@]}" readout brief /usr/src/readout/adapters/web/examples/article.html

port=${READOUT_PORT:-8497}
"${as_readout[@]}" READOUT_PORT="$port" READOUT_LOG_FORMAT=json readout run &
running=$!
for _ in $(seq 60); do
    "${as_readout[@]}" python -c "
import sys, urllib.request
try:
    print(urllib.request.urlopen('http://127.0.0.1:$port/health', timeout=2).read().decode())
except OSError:
    sys.exit(1)" && break
    sleep 1
done
kill -TERM "$running"
wait "$running"
echo "== A bare Debian tree installs Readout, briefs, answers /health and ends on SIGTERM."
