public class Main {
    public static void main(String[] args) throws Exception {
        StackWalker.getInstance().forEach(frame -> System.out.println(frame.getMethodName()));
    }
}
