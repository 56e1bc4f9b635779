# Sourced, not run. find_java sets java_home to the home of a Java 25 or newer, java_build to the
# exact build it calls itself and java_arch to its processor family; or it prints one line that says
# what is missing and returns 1.
#
# Looks at SEAWORTHY_JAVA_HOME, JAVA_HOME, /usr/lib/jvm/* and the java on the PATH, in this order,
# and reads each one's own "release" file: no process is started until all of these failed.

# java_home_fits DIRECTORY: 0 and the variables set when it holds a Java 25 or newer.
java_home_fits() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  java_build=
  java_arch=
  java_major=
  while IFS='=' read -r java_key java_value; do
    java_value=${java_value#\"}
    java_value=${java_value%\"}
    case $java_key in
      JAVA_VERSION) java_major=${java_value%%[!0-9]*} ;;
      OS_ARCH) java_arch=$java_value ;;
      JAVA_RUNTIME_VERSION) java_build=$java_value ;;
    esac
  done <"$1/release"
  [ -n "$java_major" ] && [ "$java_major" -ge 25 ] || return 1
  java_home=$1
}

find_java() {
  if [ -n "${SEAWORTHY_JAVA_HOME:-}" ]; then
    java_home_fits "$SEAWORTHY_JAVA_HOME" && return 0
    echo "seaworthy: SEAWORTHY_JAVA_HOME=$SEAWORTHY_JAVA_HOME holds no Java 25 or newer." >&2
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ] && java_home_fits "$JAVA_HOME"; then
    return 0
  fi
  for java_candidate in /usr/lib/jvm/*; do
    java_home_fits "$java_candidate" && return 0
  done
  if java_candidate=$(command -v java) && java_candidate=$(readlink -f "$java_candidate"); then
    java_home_fits "${java_candidate%/bin/java}" && return 0
  fi
  echo "seaworthy: needs a JDK 25 or newer; none is in JAVA_HOME, in /usr/lib/jvm or on the PATH. Install one (for example Eclipse Temurin 25) or set SEAWORTHY_JAVA_HOME." >&2
  return 1
}
