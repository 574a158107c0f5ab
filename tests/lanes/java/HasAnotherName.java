public class HasAnotherName {
    public static void main(String[] args) throws Exception {
        System.out.println(HasAnotherName.class.getName() + " " + new HasAnotherName() {}.getClass());
    }
}
