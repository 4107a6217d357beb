#!/bin/sh
# What the browser tests need from the system: Chromium and fonts for Chinese and emoji.
# As root on Debian or Ubuntu the missing ones are installed; otherwise one line names them.
set -eu

has_font() {
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        /Library/Fonts -name "$1" -print -quit 2>/dev/null | grep -q .
}

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
has_font 'NotoSansCJK*' || missing="$missing fonts-noto-cjk"
has_font 'NotoColorEmoji*' || missing="$missing fonts-noto-color-emoji"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser tests need these system packages:$missing. Install them, then run make test again." >&2
    exit 1
fi
echo "Installing for the browser tests:$missing ..."
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # a list of names
apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; }
