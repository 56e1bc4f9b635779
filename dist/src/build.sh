# Sourced by ./seaworthy in a subshell, with root, builds and needs_build set: builds the command line
# into $builds/current. Says what it does on standard error; Maven's own words go to a log, whose path
# is printed when something fails.

fail() {
  show ""
  echo "seaworthy: $*" >&2
  exit 1
}

# show TEXT: the progress line, on a terminal only.
show() {
  [ ! -t 2 ] || printf '\r\033[K%s' "$1" >&2
}

. "$root/dist/src/main/sh/find-java.sh"
find_java || exit 1
[ -x "$java_home/bin/javac" ] ||
  fail "building needs a JDK, and $java_home has no javac. Set SEAWORTHY_JAVA_HOME to a JDK 25 or newer."
command -v mvn >/dev/null ||
  fail "building needs Maven, and there is no mvn on the PATH. On Debian: apt-get install maven"

root=$(cd "$root" && pwd)
builds=$root/.seaworthy-build
log=$builds/build.log
mkdir -p "$builds" || fail "cannot write to $root"

# One build at a time; who waited for another finds its work done.
exec 9>"$builds/lock"
if command -v flock >/dev/null; then
  flock 9
  needs_build || exit 0
fi

started=$(date +%s)
: >"$builds/stamp.new"
[ -t 2 ] ||
  echo "seaworthy: building (half a minute, more when Maven has to fetch libraries)" >&2

rm -rf "$root/dist/target/first-use"
(
  cd "$root" &&
    JAVA_HOME=$java_home exec mvn -B -pl dist -am -Dtarget.suffix=/first-use -Dmaven.test.skip=true \
      package >"$log" 2>&1 9>&- </dev/null
) &
build=$!
trap 'kill $build 2>/dev/null; exit 130' INT TERM
while [ -t 2 ] && kill -0 $build 2>/dev/null; do
  step=$(sed -n 's/^\[INFO\] Building \(seaworthy-[a-z-]*\) .* \[\([0-9]*\/[0-9]*\)\]$/\2 \1/p' "$log" |
    tail -n 1)
  show "seaworthy: building $step, $(($(date +%s) - started)) s"
  sleep 1
done
if ! wait $build; then
  show ""
  grep -m 3 '^\[ERROR\]' "$log" >&2
  fail "the build failed; its log is $log"
fi

show "seaworthy: making the AOT cache, $(($(date +%s) - started)) s"
for made in "$root"/dist/target/first-use/seaworthy-*-linux/seaworthy-*; do
  [ -x "$made/bin/seaworthy" ] || fail "the build left no launcher in $made; its log is $log"
done
SEAWORTHY_JAVA_HOME=$java_home "$made/bin/seaworthy-prepare" >>"$log" 2>&1 </dev/null 9>&- ||
  echo "seaworthy: no AOT cache could be made, so starts are slower; the log is $log" >&2

# A new name each time, and the build before it stays: a running process keeps the jars it began with.
before=$(readlink "$builds/current")
name=build-$started-$$
mv "$made" "$builds/$name"
ln -sfn "$name" "$builds/current.new"
mv -T "$builds/current.new" "$builds/current"
for old in "$builds"/build-[0-9]*; do
  case ${old##*/} in
    "$name" | "$before") ;;
    *) rm -rf "$old" ;;
  esac
done
mv "$builds/stamp.new" "$builds/stamp"
show ""
echo "seaworthy: built in $(($(date +%s) - started)) s" >&2
