public class Main {
    public static void main(String[] args) throws Exception {
        Runnable nothing = () -> {};
        System.out.println(nothing.getClass().getName());
    }
}
