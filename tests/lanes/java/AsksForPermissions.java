import java.nio.file.*;

public class AsksForPermissions {
    public static void main(String[] args) throws Exception {
        Path file = Files.writeString(Path.of("x.txt"), "x");
        for (Object one : Files.getPosixFilePermissions(file)) System.out.println(one);
    }
}
