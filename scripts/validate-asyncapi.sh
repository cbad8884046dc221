#!/usr/bin/env bash
# Validates the AsyncAPI document with @asyncapi/cli, in an install and a home of its own: the CLI is 440 MB, its
# postinstall edits ~/.bashrc, and it reports what it does unless its home says otherwise.
set -euo pipefail
cd "$(dirname "$0")/asyncapi-cli"
npm ci --ignore-scripts --no-audit --no-fund >/dev/null
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
echo '{"analyticsEnabled":"false","infoMessageShown":"true"}' >"$home/.asyncapi-analytics"
HOME=$home SUPPRESS_NO_CONFIG_WARNING=1 node node_modules/.bin/asyncapi validate ../../generated/asyncapi.json
