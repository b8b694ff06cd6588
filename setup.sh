#!/usr/bin/env bash
# Sets Goen up in this folder: system packages, the virtual environment, pinned dependencies. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")"

REQUIREMENTS=requirements-dev.txt
STAMP=.venv/.goen-setup
APT_PACKAGES="tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert tesseract-ocr-eng tesseract-ocr-osd \
libgl1 libglib2.0-0 fontconfig fonts-noto-cjk fonts-noto-color-emoji"

say() { printf '\033[1m[setup]\033[0m %s\n' "$*"; }
fail() { printf '[setup] %s\n' "$*" >&2; exit 1; }

have_tesseract_languages() {
    command -v tesseract >/dev/null || return 1
    local languages language
    languages=$(tesseract --list-langs 2>/dev/null)
    for language in jpn jpn_vert eng osd; do grep -qx "$language" <<<"$languages" || return 1; done
}

have_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}

have_venv_module() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

have_cv2_libraries() { python3 -c 'import ctypes; ctypes.CDLL("libGL.so.1"); ctypes.CDLL("libglib-2.0.so.0")' 2>/dev/null; }

system_is_ready() {
    have_tesseract_languages && have_venv_module && have_cv2_libraries && have_cjk_font
}

have_cjk_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ja family)" ]; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_system_packages() {
    if system_is_ready; then say "system packages: already there"; return; fi
    if ! command -v apt-get >/dev/null; then advise_other_systems; return; fi
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        fail "not root and no sudo: run as root: apt-get install python3-venv $APT_PACKAGES"
    say "system packages: installing with apt-get (tesseract with Japanese and English, fonts)"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv $APT_PACKAGES >/dev/null
}

# Only the browser test needs it. Ubuntu has no such package; there any Chrome on the PATH serves.
install_browser() {
    if have_browser >/dev/null; then return; fi
    if command -v apt-get >/dev/null && apt-cache show chromium >/dev/null 2>&1; then
        say "browser: installing Chromium with apt-get"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    else
        say "browser: none found; make test needs Chromium or Google Chrome on the PATH, install one (make demo does without)"
    fi
}

advise_other_systems() {
    if command -v dnf >/dev/null; then
        say "install first: sudo dnf install tesseract tesseract-langpack-jpn tesseract-langpack-jpn_vert tesseract-langpack-eng tesseract-osd mesa-libGL glib2 chromium google-noto-sans-cjk-fonts"
    elif command -v brew >/dev/null; then
        say "install first: brew install tesseract tesseract-lang && brew install --cask chromium"
        have_tesseract_languages && have_venv_module && return
    else
        say "install first: tesseract 5 with jpn, jpn_vert, eng and osd; libGL and glib; Chromium or Chrome; a Japanese font"
    fi
    fail "then run the same command again"
}

check_python() {
    command -v python3 >/dev/null || fail "python3 is missing: install Python 3.11 or newer, then run the same command again"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python $(python3 -V 2>&1 | cut -d' ' -f2) is too old: install Python 3.11 or newer, then run the same command again"
}

fingerprint() { cat "$REQUIREMENTS" pyproject.toml setup.sh <(python3 -V) <(pwd) | cksum; }

install_python_packages() {
    if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ]; then say "python packages: already there"; return; fi
    say "python packages: installing into .venv (some minutes the first time)"
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --progress-bar on --require-hashes -r "$REQUIREMENTS"
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    fingerprint >"$STAMP"
}

check_python
install_system_packages
install_browser
install_python_packages
say "ready: .venv/bin/goen"
