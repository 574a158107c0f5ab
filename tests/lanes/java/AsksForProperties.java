public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(System.getProperty("java.class.path") + System.getProperty("sun.java.command"));
    }
}
