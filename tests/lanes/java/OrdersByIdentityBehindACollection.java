import java.util.*;

public class OrdersByIdentityBehindACollection {
    static class Person {
        final String name;
        Person(String name) { this.name = name; }
    }

    public static void main(String[] args) {
        Collection<Person> people = new HashSet<>();
        for (String name : "a b c d e f g h".split(" ")) people.add(new Person(name));
        for (Person person : people) System.out.println(person.name);
    }
}
