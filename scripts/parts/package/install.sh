#!/bin/sh
# Installs or upgrades Toride from the folder in which this script lies. Needs root, no network and no compiler.
# Everything lies in /opt/toride/VERSION, /opt/toride/current points to the one in use, data in /var/lib/toride.
# An upgrade makes a backup first; when the new version does not find the data in order, the old one comes back.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
umask 022

say() { printf '%s\n' "$@"; }
give_up() { printf '%s\n' "$@" >&2; exit 1; }

here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$here/VERSION")
home=/opt/toride
data=/var/lib/toride/data
backups=/var/lib/toride/backups
target=$home/$version

check_machine() {
    [ "$(id -u)" = 0 ] || give_up "管理者権限 (root) で実行してください: sudo ./install.sh"
    [ "$(uname -m)" = x86_64 ] || give_up "このアーカイブは x86_64 のコンピューター用です (ここは $(uname -m))。"
    if ! grep -qs '^12' /etc/debian_version; then
        say "注意: Debian 12 で確かめたものです。ここは別の版のようです。続けます。"
    fi
    (cd "$here" && sha256sum --quiet --check SHA256SUMS) ||
        give_up "ファイルが壊れているか、書き換えられています。アーカイブをもう一度写してください。何も変えていません。"
}

has_systemd() { [ -d /run/systemd/system ]; }
service() { if has_systemd; then systemctl "$@"; fi; }
is_running() { has_systemd && systemctl is-active --quiet toride; }
has_data() { [ -n "$(ls -A "$data" 2>/dev/null)" ]; }

make_account() {
    if ! id toride >/dev/null 2>&1; then
        useradd --system --user-group --home-dir /var/lib/toride --no-create-home --shell /usr/sbin/nologin toride
    fi
    install -d -o toride -g toride -m 0700 /var/lib/toride "$backups"
    [ -d "$data" ] || install -d -o toride -g toride -m 0700 "$data"
    install -d -m 0755 /etc/toride
    if [ ! -f /etc/toride/toride.conf ]; then
        printf '%s\n' '# Toride が待ち受けるアドレスとポート。変えたら: systemctl restart toride' \
            'TORIDE_HOST=127.0.0.1' 'TORIDE_PORT=8080' >/etc/toride/toride.conf
    fi
}

copy_files() {
    rm -rf "$target.new"
    mkdir -p "$target.new"
    cp -R "$here/bin" "$here/lib" "$here/share" "$here/Content" "$here/VERSION" "$target.new/"
    chown -R root:root "$target.new"
    # The same version again: what is in use is moved aside, not emptied under the running service.
    if [ -e "$target" ]; then rm -rf "$target.old" && mv "$target" "$target.old"; fi
    mv "$target.new" "$target"
}

install_service() {
    install -m 0755 "$here/toride-command" /usr/local/bin/toride
    if [ -d /etc/systemd/system ] || has_systemd; then
        install -d /etc/systemd/system
        install -m 0644 "$here/toride.service" /etc/systemd/system/toride.service
        service daemon-reload
    fi
    # Tables for Japanese characters in PDF lie at a fixed place; a system that has its own keeps them.
    if [ ! -e /usr/share/poppler ]; then ln -s "$home/current/share/poppler" /usr/share/poppler; fi
}

point_to() { ln -sfn "$1" "$home/current.new" && mv -T "$home/current.new" "$home/current"; }

# The account that serves also checks: root could read what the service cannot.
toride_of() {
    release=$1
    shift
    setpriv --reuid=toride --regid=toride --clear-groups -- env TORIDE_CONTENT="$release/Content" \
        PATH="$release/bin:/usr/bin:/bin" sh -c 'cd "$1" && shift && exec ./bin/toride "$@"' sh "$release" "$@" </dev/null
}

first_installation() {
    make_account
    copy_files
    point_to "$version"
    if ! toride_of "$target" help >/dev/null; then
        rm -f "$home/current"
        give_up "入れたプログラムが動きません。/opt/toride/$version を残してあります。提供元に知らせてください。"
    fi
    install_service
    say "" "Toride $version を入れました。次の順で始めてください。" \
        "  1. toride init --data $data --name 組合の名称" \
        "  2. systemctl enable --now toride" \
        "  3. journalctl -u toride -n 20   (最初の設定のためのリンクが出ています)"
}

upgrade() {
    old=$(readlink "$home/current")
    case $old in /*) ;; *) old=$home/$old ;; esac
    running=
    if is_running; then running=1; fi
    say "$(cat "$old/VERSION") から $version に更新します。"
    make_account
    backup=
    if has_data; then
        backup=$backups/before-$version-$(date +%Y%m%d-%H%M%S).tar
        say "先にバックアップを作ります: $backup"
        toride_of "$old" backup "$backup" --data "$data" ||
            give_up "バックアップを作れなかったので、更新をやめました。何も変えていません。"
    fi
    [ -z "$running" ] || service stop toride
    copy_files
    if [ "$old" = "$target" ] && [ -e "$target.old" ]; then old=$target.old; fi
    point_to "$version"
    if ! healthy; then go_back; fi
    install_service
    if [ -n "$running" ] && ! comes_up; then go_back; fi
    # One version back is kept; older ones go.
    for release in "$home"/*; do
        case $release in "$target" | "$old" | "$home/current") ;; *) rm -rf "$release" ;; esac
    done
    say "" "更新が終わりました: Toride $version"
    [ -z "$backup" ] || say "更新前のバックアップ: $backup"
}

healthy() {
    if has_data; then toride_of "$target" doctor --data "$data"; else toride_of "$target" help >/dev/null; fi
}

comes_up() {
    service start toride
    tries=0
    while [ "$tries" -lt 30 ]; do
        if [ "$(systemctl show --property=SubState --value toride)" = running ] && answers; then return 0; fi
        tries=$((tries + 1))
        sleep 1
    done
    return 1
}

answers() {
    . /etc/toride/toride.conf
    bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "${TORIDE_HOST:-127.0.0.1}" "${TORIDE_PORT:-8080}" 2>/dev/null
}

go_back() {
    say "新しい版で問題が見つかったので、元の版に戻します。" >&2
    service stop toride || true
    rm -rf "$target.failed"
    mv "$target" "$target.failed"
    case $old in *.old) mv "$old" "$target" && old=$target ;; esac
    point_to "$(basename "$old")"
    [ -z "$running" ] || service start toride || true
    rm -rf "$target.failed"
    if has_data && ! toride_of "$old" doctor --data "$data"; then
        say "元の版でもデータに問題が見つかりました。バックアップから戻せます:" \
            "  toride restore $backup --data 新しいフォルダー" >&2
    fi
    give_up "更新できませんでした。元の版 ($(cat "$old/VERSION")) に戻っています。上の出力を添えて提供元に知らせてください。"
}

check_machine
if [ -e "$home/current" ]; then upgrade; else mkdir -p "$home" && first_installation; fi
