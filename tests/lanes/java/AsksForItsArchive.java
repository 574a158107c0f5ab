import java.nio.file.*;

public class AsksForItsArchive {
    public static void main(String[] args) {
        System.out.println(Files.exists(Path.of("program.jar")));
    }
}
