import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(Stream.of(DayOfWeek.values()).collect(Collectors.toCollection(HashSet::new)));
    }
}
