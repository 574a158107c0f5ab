public class AsksForMemoryOnTwoLines {
    public static void main(String[] args) {
        Runtime runtime = Runtime
            .getRuntime();
        System.out.println((runtime.totalMemory() - runtime.freeMemory()) >> 22);
    }
}
