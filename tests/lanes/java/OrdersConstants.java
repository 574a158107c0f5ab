import java.util.HashMap;
import java.util.Map;

public class Main {
    enum Color { RED, GREEN, BLUE, YELLOW, CYAN }

    public static void main(String[] args) throws Exception {
        Map<Color, Integer> all = new HashMap<>();
        for (Color color : Color.values()) all.put(color, color.ordinal());
        System.out.println(all);
    }
}
