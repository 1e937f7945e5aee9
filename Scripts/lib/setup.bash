# shellcheck shell=bash disable=SC2034  # the package lists are for the scripts that source this
# What Scripts/report and Scripts/test share: the Debian packages, the Swift toolchain, the release build.

# The libraries that Kaiku is built on, and the fonts that PNG and PDF figures are drawn with.
build_packages=(
    fonts-liberation libcmark-dev libexpat1-dev libglpk-dev libgsl-dev libigraph-dev libjansson-dev libreadstat-dev librsvg2-2
    libsodium-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libxml2 libzip-dev pkg-config zlib1g-dev
)
# What the tests look at the outputs with: a browser, PDF pages, SQLite's own shell, Python.
test_packages=(chromium poppler-utils python3 python3-venv sqlite3)

least_swift=6.2

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    local remedy
    for remedy in "$@"; do printf '  try: %s\n' "$remedy" >&2; done
    exit 1
}

# missing_packages PACKAGE...: those that are not installed, one a line.
missing_packages() {
    local package
    for package in "$@"; do
        # shellcheck disable=SC2016  # the braces are dpkg-query's
        [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == 'install ok installed' ]] || printf '%s\n' "$package"
    done
}

# install_packages PACKAGE...: installs what is missing; without root, says what to run instead.
install_packages() {
    command -v dpkg-query >/dev/null || fail "this script installs Debian packages, and there is no dpkg here" \
        "install what these packages hold by other means, and build with 'swift build -c release --product kaiku': $*"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if (($(id -u) != 0)); then
        fail "these Debian packages are missing: ${missing[*]}" \
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    fi
    say "Installing Debian packages: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! {
        apt-get -o DPkg::Lock::Timeout=300 update -q &&
            DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends "${missing[@]}"
    } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "the packages could not be installed" "read the lines above, and run this script again"
    fi
    rm -f "$log"
}

# need_swift: the toolchain that Package.swift asks for.
need_swift() {
    command -v swift >/dev/null || fail "there is no Swift toolchain on the path" \
        "install Swift 6.3 for Debian 12 from https://www.swift.org/install/linux/ and run this script again"
    local found
    found=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1)
    [[ -n $found ]] || fail "'swift --version' does not say which version it is" "reinstall the Swift toolchain"
    [[ $(printf '%s\n' "$least_swift" "$found" | sort -V | head -n 1) == "$least_swift" ]] || fail \
        "Swift $found is too old: Kaiku needs $least_swift or newer" \
        "install Swift 6.3 for Debian 12 from https://www.swift.org/install/linux/ and run this script again"
}

# log_of NAME: where a step's output is kept.
log_of() { printf '.build/logs/%s.log' "${1//[^a-z0-9]/-}"; }

# ended NAME STATUS START: says how a step went; when it failed, shows the log's end and gives up.
ended() {
    local log
    log=$(log_of "$1")
    if (($2)); then
        tail -n 80 "$log" >&2
        fail "$1 failed; the whole output is in $log"
    fi
    say "ok  $1 ($((SECONDS - $3)) s)"
}

# quietly NAME COMMAND...: runs a command with its output in a log; on failure shows the log's end and gives up.
quietly() {
    local name=$1 start=$SECONDS status=0
    shift
    mkdir -p .build/logs
    "$@" >"$(log_of "$name")" 2>&1 </dev/null || status=$?
    ended "$name" "$status" "$start"
}

# meanwhile NAME COMMAND...: starts a command beside what follows, its output in a log. One at a time, until `awaited`; it does not
# outlive the script.
meanwhile() {
    meanwhile_name=$1 meanwhile_start=$SECONDS
    shift
    mkdir -p .build/logs
    # In a process group of its own, so that what it starts can be ended with it.
    set -m
    "$@" >"$(log_of "$meanwhile_name")" 2>&1 </dev/null &
    meanwhile_id=$!
    set +m
}

# What a script leaves behind when it ends, however it ends: nothing running, and no folder named in `temporary`.
meanwhile_id='' temporary=''
clean_up() {
    [[ -z $meanwhile_id ]] || kill -- "-$meanwhile_id" 2>/dev/null || true
    [[ -z $temporary ]] || rm -rf "$temporary"
}
trap clean_up EXIT

# awaited: waits for what `meanwhile` started.
awaited() {
    local status=0
    wait "$meanwhile_id" || status=$?
    meanwhile_id=''
    ended "$meanwhile_name" "$status" "$meanwhile_start"
}

# build_release: the kaiku program, optimised, as .build/release/kaiku. Swift's own libraries are put into it: it starts faster,
# and runs where no toolchain is.
build_release() {
    swift build -c release --product kaiku --static-swift-stdlib
}
