import java.nio.file.*;
import java.util.*;

public class ReadsABundle {
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of("messages.properties"), "greeting=hi\n");
        try {
            System.out.println(ResourceBundle.getBundle("messages").getString("greeting"));
        } catch (MissingResourceException e) {
            System.out.println("there is none");
        }
    }
}
