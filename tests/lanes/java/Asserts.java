public class Main {
    public static void main(String[] args) throws Exception {
        assert args.length > 0 : "not asserted";
        System.out.println("done");
    }
}
