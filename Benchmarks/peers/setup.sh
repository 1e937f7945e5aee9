#!/bin/sh
# setup.sh VENV_FOLDER [--with-r]: what the peers need. R's Debian packages need root.
set -eu
[ $# -ge 1 ] || { echo "usage: setup.sh VENV_FOLDER [--with-r]" >&2; exit 2; }
venv=$1 here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ "${2:-}" = --with-r ]; then
    packages="r-base-core r-cran-data.table r-cran-openxlsx r-cran-ggplot2 r-cran-rmarkdown r-cran-jsonlite r-cran-svglite pandoc"
    if [ "$(id -u)" = 0 ]; then
        echo "Installing Debian packages: $packages"
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $packages
    else
        echo "error: R's packages need root; run: sudo apt-get install -y --no-install-recommends $packages" >&2
        exit 1
    fi
fi
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
