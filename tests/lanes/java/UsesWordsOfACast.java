public class UsesWordsOfACast {
    public static void main(String[] args) {
        try {
            Object text = "a";
            System.out.println((Integer) text);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage().length());
        }
    }
}
