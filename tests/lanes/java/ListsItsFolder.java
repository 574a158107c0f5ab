import java.io.File;

public class Main {
    public static void main(String[] args) throws Exception {
        for (String name : new File(".").list()) System.out.println(name);
    }
}
