import java.util.Random;

public class Main {
    public static void main(String[] args) throws Exception {
        Random random = new Random(42);
        System.out.println(random.nextInt(100) + " " + random.nextGaussian());
    }
}
