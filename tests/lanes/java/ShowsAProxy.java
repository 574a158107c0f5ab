import java.lang.reflect.Proxy;

public class Main {
    public static void main(String[] args) throws Exception {
        Runnable it = (Runnable) Proxy.newProxyInstance(Runnable.class.getClassLoader(), new Class<?>[] {Runnable.class}, (a, b, c) -> null);
        System.out.println(it.getClass());
    }
}
