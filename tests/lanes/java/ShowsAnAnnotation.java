public class Main {
    @Deprecated(since = "2")
    static void old() {}

    public static void main(String[] args) throws Exception {
        System.out.println(Main.class.getDeclaredMethod("old").getAnnotation(Deprecated.class));
    }
}
