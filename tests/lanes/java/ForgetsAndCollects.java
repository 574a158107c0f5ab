import java.lang.ref.WeakReference;

public class Main {
    public static void main(String[] args) throws Exception {
        WeakReference<Object> weak = new WeakReference<>(new Object());
        System.gc();
        System.out.println(weak.get());
    }
}
