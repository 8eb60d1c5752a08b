# Sourced by every script: where the repository is, how we speak, and where builds go. Sets no trap, starts nothing.
# Environment that a caller may set:
#   TORIDE_SCRATCH   the build folder (default .build), so that a second clone can share or keep apart its builds
#   TORIDE_SHARED    the folder of real inputs (default ../shared beside the repository, if it is there)

set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=${TORIDE_SCRATCH:-$repository/.build}
test_environment=$repository/.venv-tests

# Without a UTF-8 locale Swift and Python would fail on Japanese paths and output; C.UTF-8 is in every Debian 12.
export LANG=C.UTF-8 LC_ALL=C.UTF-8

# Our own version, one line in scripts/parts/version, read by the package and by the archive's name.
version=$(cat "$repository/scripts/parts/version")

say() { printf "%s\n" "$@"; }
step() { printf '\n== %s\n' "$*"; }
complain() { printf "%s\n" "$@" >&2; }
give_up() { local status=$1; shift; complain "$@"; exit "$status"; }

find_swift() {
    if ! command -v swift >/dev/null; then
        give_up 2 "Swift 6.3 が見つかりません。ツールチェーンを入れて PATH に加えてから、もう一度実行してください。" \
            "(Swift 6.3 is not on the PATH.)"
    fi
}

find_shared_inputs() {
    if [ -z "${TORIDE_SHARED:-}" ] && [ -d "$repository/../shared/inputs" ]; then
        TORIDE_SHARED=$(cd "$repository/../shared" && pwd)
    fi
    export TORIDE_SHARED=${TORIDE_SHARED:-}
    [ -n "$TORIDE_SHARED" ] || unset TORIDE_SHARED
}
