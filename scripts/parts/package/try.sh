# Sourced by scripts/package --try: installs the archive in a clean Debian 12 made by debootstrap, in namespaces of its
# own without a network; then upgrades it, upgrades it to a broken one, and sees that the old one comes back.

[ "$(id -u)" = 0 ] || give_up 2 "--try needs root: it makes a root folder and enters it"
base=$work/base.tar root=$work/root

if [ ! -s "$base" ]; then
    step "debootstrap (once)"
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | sort -u | head -n 1)
    rm -rf "$root"
    debootstrap --variant=minbase bookworm "$root" "${mirror:?no mirror for bookworm is set up}" >"$work/debootstrap.log" 2>&1 ||
        { tail -n 20 "$work/debootstrap.log" >&2; give_up 1 "debootstrap failed"; }
    tar -C "$root" -cf "$base.new" . && mv "$base.new" "$base"
fi
rm -rf "$root"
mkdir -p "$root"
tar -C "$root" -xf "$base"

# Inside: no network but a loopback of its own, no processes and no files of ours.
inside() {
    unshare --mount --net --pid --fork sh -c '
        mount -t proc proc "$1/proc" && ip link set lo up
        root=$1; shift
        exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
    ' sh "$root" "$@" </dev/null
}

must() { "$@" || give_up 1 "--try: this had to work: $*"; }
must_not() { if "$@"; then give_up 1 "--try: this had to fail: $*"; fi; }
unpacked() { tar -C "$root/tmp" -xzf "$1"; }

# release FOLDER VERSION: the same archive under another version number.
release() {
    rm -rf "${work:?}/$1"
    cp -R "$stage" "$work/$1"
    echo "$2" >"$work/$1/VERSION"
}

step "install"
unpacked "$archive"
must inside bash "/tmp/$name/install.sh"
must inside toride help
must inside bash -c "ldd /opt/toride/current/bin/toride | grep -v -e /opt/toride -e linux-vdso | grep '=>' | sort"
must_not inside bash -c 'ldd /opt/toride/current/bin/* | grep "not found"'
cp "$repository/Tests/ExchangeTests/Fixtures/policy-word.pdf" "$root/tmp/policy.pdf"
must inside bash -c 'toride policy read /tmp/policy.pdf | head -n 5; exit "${PIPESTATUS[0]}"'
must inside toride init --data /var/lib/toride/data --name 試しの組合
must inside toride doctor --data /var/lib/toride/data
must inside bash -c '
    toride serve --data /var/lib/toride/data --port 8080 >/tmp/serve.txt 2>&1 & server=$!
    for try in $(seq 100); do
        if exec 3<>/dev/tcp/127.0.0.1/8080; then break; fi 2>/dev/null
        sleep 0.1
    done
    printf "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" >&3 && head -n 1 <&3
    status=$?; kill $server; [ $status -eq 0 ] || cat /tmp/serve.txt; exit $status'

step "a damaged archive is refused"
echo x >>"$root/tmp/$name/VERSION"
must_not inside bash "/tmp/$name/install.sh"

step "upgrade"
release next "$version+next"
seal "$work/next" "$work/next.tar.gz"
unpacked "$work/next.tar.gz"
must inside bash /tmp/next/install.sh
must inside bash -c "[ \"\$(readlink /opt/toride/current)\" = '$version+next' ] && ls /var/lib/toride/backups | grep -q before-"
must inside toride doctor --data /var/lib/toride/data

step "a version that does not work gives way to the old one"
release broken "$version+broken"
printf '#!/bin/sh\nexit 1\n' >"$work/broken/bin/toride"
seal "$work/broken" "$work/broken.tar.gz"
unpacked "$work/broken.tar.gz"
must_not inside bash /tmp/broken/install.sh
must inside bash -c "[ \"\$(readlink /opt/toride/current)\" = '$version+next' ] && [ ! -e '/opt/toride/$version+broken' ]"
must inside toride doctor --data /var/lib/toride/data

rm -rf "$root" "$work/next" "$work/broken" "$work"/*.tar.gz
say "" "$name installs, serves, upgrades and goes back on a clean Debian 12 without a network"
