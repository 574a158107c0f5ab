import java.util.HashSet;
import java.util.Set;

public class Main {
    static class It {
        final int number;

        It(int number) { this.number = number; }

        @Override
        public String toString() { return "it " + number; }
    }

    public static void main(String[] args) throws Exception {
        Set<Object> all = new HashSet<>();
        for (int i = 0; i < 9; i++) all.add(new It(i));
        System.out.println(all);
    }
}
