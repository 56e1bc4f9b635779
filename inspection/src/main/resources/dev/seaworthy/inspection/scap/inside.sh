# Unpacks the tar on standard input into a private tmpfs and checks it.
#   $1 folder, $2 size of the tmpfs, $3 the profile; descriptor 6 is the data stream
set -eu
mount -t tmpfs -o "size=$2,nr_inodes=2m,mode=0755,nodev,nosuid,noexec" tmpfs "$1"
mkdir "$1/tree" "$1/out"
cat <&6 >"$1/out/content.xml"
tar --extract --preserve-permissions --numeric-owner --delay-directory-restore --directory "$1/tree"
code=0
OSCAP_PROBE_ROOT="$1/tree" oscap xccdf eval \
  --profile "$3" --results "$1/out/results" "$1/out/content.xml" >&2 || code=$?
# 0: all pass; 2: some don't.
test "$code" = 0 || test "$code" = 2
cat "$1/out/results"
