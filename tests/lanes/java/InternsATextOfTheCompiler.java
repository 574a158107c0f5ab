public class InternsATextOfTheCompiler {
    public static void main(String[] args) {
        String one = new String("1") + new String("1");
        one.intern();
        String other = "11";
        System.out.println(one == other);
        String made = new StringBuilder("ja").append("va").toString();
        System.out.println(made == made.intern());
    }
}
