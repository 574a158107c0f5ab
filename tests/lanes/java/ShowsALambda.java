public class Main {
    public static void main(String[] args) throws Exception {
        Runnable nothing = () -> {};
        System.out.println(nothing.getClass().getSimpleName().length() > 0);
        System.out.println(nothing);
    }
}
