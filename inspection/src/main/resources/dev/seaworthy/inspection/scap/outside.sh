# Makes the rooms in which hostile content is unpacked, and runs the script $1 there.
#   $1 script, $2 how large the tree may be, $3 the data stream, $4 the profile
# Standard input is a tar, standard output the results.
set -eu
for tool in oscap unshare setpriv tar; do
  command -v "$tool" >/dev/null || {
    echo "$tool is not installed" >&2
    exit 127
  }
done
# Said before anything waits for anything.
unshare --user true
child=
place=$(mktemp -d)
trap 'test -z "$child" || kill "$child" 2>/dev/null || true; rm -rf "$place"' EXIT
chmod 0755 "$place"
mkfifo -m 0600 "$place/ready" "$place/go"
exec 3<>"$place/ready" 4<>"$place/go" 5<&0
# Opened out here: the users of the inside may not be allowed to read it.
exec 6<"$3"
# The first user namespace has no names yet. Whoever may name them is out here, so it waits; then it
# becomes the root of the inside and takes rooms of its own for mounts, processes and the network.
unshare --user --keep-caps sh -c '
  echo ready >&3
  read -r _ <&4
  exec 3>&- 4>&-
  exec setpriv --reuid 0 --regid 0 --clear-groups \
    unshare --mount --net --pid --ipc --uts --fork --kill-child sh -c "$@"' \
  outside "$1" inside "$place" "$2" "$4" <&5 5<&- &
child=$!
read -r _ <&3
if [ "$(id -u)" = 0 ]; then
  echo '0 100000 65536' > "/proc/$child/gid_map"
  echo '0 100000 65536' > "/proc/$child/uid_map"
else
  # What /etc/subuid and /etc/subgid allow to this user; without it no owner could be kept, and
  # checks of owners would lie.
  range() { sed -n "s/^$(id -un):\([0-9]*\):\([0-9]*\)$/\1 \2/p" "$1" | head -n 1; }
  newgidmap "$child" 0 $(range /etc/subgid)
  newuidmap "$child" 0 $(range /etc/subuid)
fi
echo go >&4
wait "$child"
