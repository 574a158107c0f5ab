import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

public class Main {
    static class Point implements Serializable {
        int x = 3;
    }

    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(new Point());
        Point point = (Point) new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();
        System.out.println(point.x + " " + out.size());
    }
}
