import java.util.stream.Collectors;
import java.util.stream.IntStream;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(IntStream.rangeClosed(1, 5).boxed().filter(n -> n % 2 == 1).map(n -> n * n).collect(Collectors.toList()));
    }
}
