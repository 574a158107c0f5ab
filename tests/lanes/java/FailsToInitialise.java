public class Main {
    static int x = 1 / 0;

    public static void main(String[] args) throws Exception {
        System.out.println("never");
    }
}
