import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Main {
    public static void main(String[] args) throws Exception {
        Map<String, List<Integer>> lists = new TreeMap<>();
        lists.computeIfAbsent("a", key -> new ArrayList<>()).add(1);
        System.out.println(lists);
    }
}
