import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

public class Main {
    public static void main(String[] args) throws Exception {
        Map<String, Integer> ages = new HashMap<>();
        ages.put("b", 2);
        ages.put("a", 1);
        System.out.println(ages + " " + new TreeSet<>(ages.keySet()));
    }
}
