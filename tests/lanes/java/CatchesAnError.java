import java.util.List;

public class Main {
    public static void main(String[] args) throws Exception {
        try {
            Object text = null;
            text.toString();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println(new int[1][2][3].length + List.of(1).get(5));
        } catch (IndexOutOfBoundsException e) {
            System.out.println(e);
        }
    }
}
