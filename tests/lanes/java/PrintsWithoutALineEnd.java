public class Main {
    public static void main(String[] args) throws Exception {
        System.out.print("a");
        System.out.printf("%5.2f|%-4s|%04d", 3.14159, "b", 42);
    }
}
