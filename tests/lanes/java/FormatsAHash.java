public class FormatsAHash {
    public static void main(String[] args) {
        System.out.printf("%h%n", new Object());
    }
}
