import java.lang.reflect.Method;

public class ListsItsMethods {
    interface Visitor {
        void visitNumber(int n);
        void visitBinary(Object a, Object b);
        void visitUnary(Object o);
    }

    public static void main(String[] args) {
        for (Method method : Visitor.class.getDeclaredMethods()) {
            System.out.println(method.getName());
        }
    }
}
