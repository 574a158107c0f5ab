mvn install > log
status=$?

# What each of the steps that the note names leaves behind.
test -e target/classes/Removed.class || echo cleaned
test -e target/classes/app/Sum.class && echo compiled
grep -q 'tests="1".*failures="0"' target/surefire-reports/TEST-app.SumTest.xml && echo tested
test -e target/sum-1.0.jar && echo packaged
grep -q 'Installing .*/sum-1.0.jar to .*/app/sum/1.0/sum-1.0.jar' log && test $status = 0 && echo installed
exit $status
