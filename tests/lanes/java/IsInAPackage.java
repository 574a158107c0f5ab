package some.place;

public class IsInAPackage {
    public static void main(String[] args) {
        System.out.println(IsInAPackage.class.getName() + " " + IsInAPackage.class.getSimpleName());
    }
}
