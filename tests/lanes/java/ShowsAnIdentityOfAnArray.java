public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println("array " + new int[1]);
    }
}
