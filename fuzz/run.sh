#!/bin/sh
# Fuzzes each target for a while; ./test --fuzz builds what it needs and then calls it with Java's home.
#
#   run.sh JAVA_HOME SECONDS [TARGET...]     all targets when none is named
#
# What it finds lies in fuzz/target/findings/TARGET. A finding that is repaired becomes a seed.

fuzz=$(cd "$(dirname "$0")" && pwd) || exit 2
java=$1/bin/java
seconds=$2
shift 2
classpath=$fuzz/target/test-classes:$(cat "$fuzz/target/classpath") || exit 2
[ $# -gt 0 ] || set -- $("$java" -cp "$classpath" dev.seaworthy.fuzz.ListOfTargets)

failed=
for target do
  seeds=$fuzz/seeds/$target
  corpus=$fuzz/target/corpus/$target
  findings=$fuzz/target/findings/$target
  mkdir -p "$corpus" "$findings"
  [ -d "$seeds" ] || seeds=
  # Jazzer names what it finds; the rest of what it says is kept beside that.
  if "$java" -XX:+UseSerialGC -Xmx192m -Xss1m --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -XX:+EnableDynamicAgentLoading \
    "-Djava.io.tmpdir=$corpus/.." -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.seaworthy.fuzz.Fuzzing "--target_args=$target" \
    '--instrumentation_includes=dev.seaworthy.**' "--reproducer_path=$findings" \
    "-artifact_prefix=$findings/" "-max_total_time=$seconds" -timeout=10 -rss_limit_mb=1024 \
    -max_len=65536 -print_final_stats=1 "$corpus" ${seeds:+"$seeds"} >"$findings/log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$findings/log")
    echo "fuzz  $target: nothing found in ${runs:-?} runs"
  else
    failed=yes
    echo "fuzz  $target: FOUND, see $findings"
    grep -m 3 -E '== Java Exception|^Caused by|ERROR: libFuzzer' "$findings/log"
  fi
done
[ -z "$failed" ]
