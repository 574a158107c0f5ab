import java.io.*;

public class SerializesAnException {
    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new Exception("x"));
        System.out.println(bytes.size() > 800);
    }
}
