# Sourced by what runs tests or measures: a PostgreSQL server for the time of this script, on a socket in /tmp.
# The tests find it by TORIDE_TEST_POSTGRESQL_URL; one that the caller names is used and left alone.

postgresql_folder=

start_postgresql() {
    [ -z "${TORIDE_TEST_POSTGRESQL_URL:-}" ] || return 0
    # Short, because a socket's path may have 107 bytes; readable for the server's own account when we are root.
    local place
    place=$(mktemp -d /tmp/toride-pg.XXXXXX)
    chmod 755 "$place"
    postgresql_folder=$place/server
    TORIDE_TEST_POSTGRESQL_URL=$("$repository/scripts/postgresql-for-tests" start "$postgresql_folder" --owner $$)
    export TORIDE_TEST_POSTGRESQL_URL
}

stop_postgresql() {
    [ -n "$postgresql_folder" ] || return 0
    "$repository/scripts/postgresql-for-tests" stop "$postgresql_folder" || true
    rm -rf "$(dirname "$postgresql_folder")"
    postgresql_folder=
    unset TORIDE_TEST_POSTGRESQL_URL
}
