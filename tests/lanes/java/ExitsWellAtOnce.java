public class Main {
    public static void main(String[] args) throws Exception {
        try {
            System.exit(0);
        } finally {
            System.out.println("never");
        }
    }
}
