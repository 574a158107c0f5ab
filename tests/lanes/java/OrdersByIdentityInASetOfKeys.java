import java.util.concurrent.ConcurrentHashMap;

public class OrdersByIdentityInASetOfKeys {
    static class Person {
        final String name;
        Person(String name) { this.name = name; }
    }

    public static void main(String[] args) {
        var people = ConcurrentHashMap.<Person>newKeySet();
        for (String name : "a b c d e f g h".split(" ")) people.add(new Person(name));
        for (Person person : people) System.out.println(person.name);
    }
}
