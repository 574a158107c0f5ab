import java.util.concurrent.atomic.AtomicReference;

public class IsReadyToShowATrace {
    public static void main(String[] args) {
        AtomicReference<String> word = new AtomicReference<>("fine");
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            e.printStackTrace();
        }
        System.out.println(word.get());
    }
}
