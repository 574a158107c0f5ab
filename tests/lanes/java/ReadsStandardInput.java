import java.util.Scanner;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(System.in.read());
        System.out.println(new Scanner(System.in).hasNextLine());
    }
}
