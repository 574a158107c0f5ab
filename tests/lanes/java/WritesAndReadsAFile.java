import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of("notes.txt"), "kept");
        System.out.println(Files.readString(Path.of("notes.txt")) + Files.exists(Path.of("missing.txt")));
    }
}
