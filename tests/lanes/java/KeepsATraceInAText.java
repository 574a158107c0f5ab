import java.io.*;

public class KeepsATraceInAText {
    public static void main(String[] args) {
        StringWriter text = new StringWriter();
        new Exception("x").printStackTrace(new PrintWriter(text));
        System.out.println(text.toString().lines().count());
    }
}
