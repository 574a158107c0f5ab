import java.lang.reflect.Field;

public class Main {
    private int x;

    static int twice(int n) { return 2 * n; }

    public static void main(String[] args) throws Exception {
        for (Field field : Main.class.getDeclaredFields()) System.out.println(field);
        System.out.println(Main.class.getDeclaredMethod("twice", int.class).invoke(null, 4));
    }
}
