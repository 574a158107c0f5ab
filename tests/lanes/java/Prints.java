public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println("hello " + 1 + 2.5 + true + null);
    }
}
