#!/bin/sh
# Builds the console's pages:  build.sh FOLDER
# Fetches the packages of package-lock.json when it has changed, and builds when a source has; else it
# does nothing and needs no network. npm takes packages from the registry that it is configured to.
set -e

fail() {
  echo "console: $*" >&2
  exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh FOLDER"
output=$1
cd "$(dirname "$0")"

command -v node >/dev/null && command -v npm >/dev/null ||
  fail "building the pages needs Node 20.19 or newer with npm, which are not on the PATH. On Debian: apt-get install nodejs npm"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
  fail "building the pages needs Node 20.19 or newer, and this is $(node --version)"

# One at a time: two builds share the packages.
exec 9<package-lock.json
! command -v flock >/dev/null || flock -w 900 9 || fail "another build holds package-lock.json for 15 minutes"

# Packages hold programs of one kind of machine.
wanted=$(node -p 'process.platform + " " + process.arch') || exit 1
if ! [ "$(cat node_modules/.machine 2>/dev/null)" = "$wanted" ] ||
  ! cmp -s package-lock.json node_modules/.package-lock.seen; then
  timeout 600 npm ci --prefer-offline --no-progress --loglevel=error ||
    fail "npm ci could not fetch the packages within 10 minutes; its own words stand above"
  cp package-lock.json node_modules/.package-lock.seen
  echo "$wanted" >node_modules/.machine
fi

if ! [ -e "$output/index.html" ] || [ -n "$(find build.sh package.json package-lock.json vite.config.ts \
  src/main/web -newer "$output/index.html" -print -quit)" ]; then
  CONSOLE_OUTPUT=$output timeout 300 npm run --silent build -- --logLevel warn ||
    fail "the pages could not be built; what is wrong stands above"
fi
