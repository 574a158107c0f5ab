import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashSet;

public class Main {
    public static void main(String[] args) throws Exception {
        var all = new HashSet<>(Arrays.asList(DayOfWeek.values()));
        System.out.println(all);
    }
}
