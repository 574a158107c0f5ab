public class CutsAnIdentityOut {
    public static void main(String[] args) {
        String shown = new Object().toString();
        System.out.println(shown.substring(shown.indexOf('@') + 1));
    }
}
