public class Main {
    static int deeper(int n) { return deeper(n + 1) + 1; }

    public static void main(String[] args) throws Exception {
        try {
            deeper(1);
        } catch (StackOverflowError e) {
            System.out.println("overflown");
        }
    }
}
