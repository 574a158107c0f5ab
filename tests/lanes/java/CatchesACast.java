public class Main {
    static class A {}

    static class B {}

    public static void main(String[] args) throws Exception {
        try {
            Object it = new A();
            System.out.println((B) it);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
    }
}
