# Sourced by scripts/test and scripts/check: each part runs, leaves its status in $results, and lets the next one run.
# scripts/parts/sum-results.py adds them up.

. "$repository/scripts/parts/postgresql.sh"

results=$(mktemp -d "${TMPDIR:-/tmp}/toride-results.XXXXXX")

# One flag of ours everywhere: without it a room can import a sibling that Package.swift does not give it.
build_flags=(--package-path "$repository" --scratch-path "$scratch" --explicit-target-dependency-import-check error)

# part NAME COMMAND...: a check that passes or fails as a whole.
part() {
    local name=$1 status=0 began=$SECONDS
    shift
    step "$name"
    "$@" || status=$?
    echo "$status" >"$results/$name.status"
    say "-- $name: $((SECONDS - began)) s, ended with $status"
    return 0
}

# test_part NAME COMMAND...: a runner that writes $results/NAME.xml; running no test is a failure.
test_part() {
    : >"$results/$1.tests"
    part "$@"
}

check_format() {
    local roots=() root
    for root in Sources Tests Benchmarks Package.swift; do
        [ -e "$repository/$root" ] && roots+=("$repository/$root")
    done
    swift format lint --recursive --strict --parallel --configuration "$repository/.swift-format" "${roots[@]}"
}

# A warning in a file of ours is an error. An unchanged file is not compiled again and repeats no warning, so the ones
# of the last build that compiled it are kept beside the build.
build_for_tests() {
    local record=$results/build.txt status=0 kept=$scratch/our-warnings.txt
    # The first links only the test bundle; the second links the programs, which compiles nothing again.
    {
        swift build --build-tests "${build_flags[@]}" </dev/null 2>&1 &&
            swift build "${build_flags[@]}" </dev/null 2>&1
    } | tee "$record" | show_progress || status=$?
    if [ "$status" -ne 0 ]; then
        grep -E "error:" "$record" | sort -u | head -n 60 || true
        tail -n 15 "$record"
        return "$status"
    fi
    grep -E "^$repository/(Sources|Tests|Benchmarks|Package\.swift)[^ ]*:[0-9]+:[0-9]+: warning:" "$record" |
        sort -u >"$kept.new" || true
    if [ -s "$kept.new" ]; then cat "$kept.new" >>"$kept"; fi
    rm -f "$kept.new"
    still_there "$kept"
}

# Forgets the warnings of files that were changed since; fails when one is left.
still_there() {
    local kept=$1 line file left=0
    [ -s "$kept" ] || return 0
    while IFS= read -r line; do
        file=${line%%:*}
        if [ -e "$file" ] && [ ! "$file" -nt "$kept" ]; then
            left=1
            complain "$line"
        fi
    done < <(sort -u "$kept")
    [ "$left" -eq 0 ] && rm -f "$kept"
    return "$left"
}

# Keeps the record short where nobody watches: every fiftieth step, and whatever is not a step.
show_progress() {
    if [ -t 1 ]; then cat; else awk '/^\[[0-9]+\/[0-9]+\]/ { if (++steps % 50 == 1) print; next } { print }'; fi
}

# swift_tests NAME [swift test's own arguments...]: NAME is the part's, because the results are named for it.
# A crash takes the whole process with it; the watch keeps a hang from eating the time of the gate.
swift_tests() {
    local name=$1
    shift
    timeout --kill-after=30 "${TORIDE_TEST_SECONDS:-1500}" \
        swift test --skip-build --disable-xctest "${build_flags[@]}" --xunit-output "$results/$name.xml" "$@" \
        </dev/null 2>&1 | quietly
}

# Passed tests are counted, not listed; everything else is shown.
quietly() {
    grep --line-buffered -vE '^(◇|✔ (Test|Suite)|➜ )|^↳ |^\[[0-9]+/[0-9]+\] ' || true
}

# python_tests NAME FOLDER: each file test_*.py there, with the debug build as TORIDE_BINARY. As many files at once as there
# are cores: each has organizations of its own. A test that hangs fails alone and leaves the others their results.
python_tests() {
    local name=$1 folder=$2
    TORIDE_BINARY=$(swift build --show-bin-path "${build_flags[@]}")/toride
    TORIDE_CHROMIUM=$(command -v chromium || true)
    export TORIDE_BINARY TORIDE_CHROMIUM PYTHONDONTWRITEBYTECODE=1
    timeout --kill-after=30 "${TORIDE_TEST_SECONDS:-1500}" \
        "$test_environment/bin/python" -m pytest --quiet -p no:cacheprovider --junitxml="$results/$name.xml" \
        --numprocesses auto --dist loadfile --timeout 300 --durations 8 "$folder" </dev/null
}

finish() {
    step "results"
    local status=0
    python3 "$repository/scripts/parts/sum-results.py" "$results" || status=$?
    rm -rf "$results"
    exit "$status"
}
