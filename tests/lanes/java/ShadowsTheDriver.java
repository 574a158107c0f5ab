public class Together {
    public static void main(String[] args) throws Exception {
        System.out.println("mine");
    }
}
