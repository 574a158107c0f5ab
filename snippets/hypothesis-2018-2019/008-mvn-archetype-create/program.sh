# What is left behind counts, so that a refusal is no end.
mvn -B archetype:create -DgroupId=com.mycompany.app -DartifactId=myapp -DarchetypeArtifactId=maven-archetype-quickstart || echo "mvn ends with $?"
