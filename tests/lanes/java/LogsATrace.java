import java.util.logging.Level;
import java.util.logging.Logger;

public class Main {
    public static void main(String[] args) throws Exception {
        Logger.getLogger("a").log(Level.WARNING, "b", new Exception("c"));
    }
}
