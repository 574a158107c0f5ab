import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class Main {
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<String> name = pool.submit(() -> Thread.currentThread().getName());
        System.out.println(name.get());
        pool.shutdown();
        System.out.println(CompletableFuture.supplyAsync(() -> 42).get());
    }
}
