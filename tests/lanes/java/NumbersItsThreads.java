public class Main {
    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(() -> System.out.println(Thread.currentThread().getName() + " " + Thread.currentThread()));
        thread.start();
        thread.join();
        System.out.println(Thread.currentThread().getName());
    }
}
