import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] args) throws Exception {
        List raw = new ArrayList();
        raw.add(1);
        System.out.println(raw);
    }
}
