export MAVEN_OPTS="-Xms128m -Xmx512m"
# The flag has the JVM list its settings; the rest of what it says does not count.
export MAVEN_OPTS="$MAVEN_OPTS -XX:+PrintFlagsFinal"
mvn -v | awk '$2 ~ /^(Initial|Max)HeapSize$/ { print $2, $4 / (1024 * 1024) "m" }'
