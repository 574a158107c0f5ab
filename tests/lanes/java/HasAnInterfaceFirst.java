interface Shape {
    double area();

    static void main(String[] args) {
        System.out.println("the interface runs");
    }
}

public class HasAnInterfaceFirst {
    public static void main(String[] args) {
        System.out.println("the class runs");
    }
}
