public class Main {
    public static void main(String[] args) throws Exception {
        try {
            Integer.parseInt("x");
        } catch (NumberFormatException e) {
            e.printStackTrace();
        }
    }
}
