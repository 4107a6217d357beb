#!/bin/sh
# What the browser tests need from the system: Chromium and fonts for Chinese and emoji.
# As root on Debian or Ubuntu the missing ones are installed; otherwise one line names them.
# Chromium without its window (chromium-headless-shell) takes a third of the time of the whole one;
# where it cannot be had, the tests do without.
set -eu

has_font() {
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        /Library/Fonts -name "$1" -print -quit 2>/dev/null | grep -q .
}

root_on_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
}

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
has_font 'NotoSansCJK*' || missing="$missing fonts-noto-cjk"
has_font 'NotoColorEmoji*' || missing="$missing fonts-noto-color-emoji"
if ! command -v chromium-headless-shell >/dev/null && root_on_debian; then
    install chromium-headless-shell 2>/dev/null || echo "Without chromium-headless-shell: slower."
fi
[ -n "$missing" ] || exit 0

if ! root_on_debian; then
    echo "The browser tests need these system packages:$missing. Install them, then run make test again." >&2
    exit 1
fi
echo "Installing for the browser tests:$missing ..."
# shellcheck disable=SC2086  # a list of names
install $missing
