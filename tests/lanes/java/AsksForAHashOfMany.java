import java.util.Objects;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(Objects.hash(new Object()));
    }
}
