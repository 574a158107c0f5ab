import java.util.*;

public class OrdersByIdentityWithoutTypes {
    static class Person {
        final String name;
        Person(String name) { this.name = name; }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) {
        Set people = new HashSet();
        for (String name : "a b c d e f g h".split(" ")) people.add(new Person(name));
        for (Object person : people) System.out.println(((Person) person).name);
    }
}
