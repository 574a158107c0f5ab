import java.util.function.Supplier;

public class Main {
    public static void main(String[] args) throws Exception {
        Supplier<Integer> hash = new Object()::hashCode;
        System.out.println(hash.get());
    }
}
