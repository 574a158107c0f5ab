set -e
mvn archetype:generate -DgroupId=com.mycompany.app -DartifactId=myapp -DarchetypeArtifactId=maven-archetype-quickstart -DinteractiveMode=false > log
cd myapp
# The archetype says nothing of the Java that it is for, and Maven's own default is older than any JDK of today.
mvn package -Dmaven.compiler.source=8 -Dmaven.compiler.target=8 > log
java -cp target\myapp-1.0-SNAPSHOT.jar com.mycompany.app.App
