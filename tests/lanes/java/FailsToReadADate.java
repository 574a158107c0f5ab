import java.time.LocalDate;
import java.time.format.*;

public class FailsToReadADate {
    public static void main(String[] args) {
        try {
            System.out.println(LocalDate.parse("12-25", DateTimeFormatter.ofPattern("MM-dd")));
        } catch (DateTimeParseException e) {
            System.out.println(e.getMessage());
        }
    }
}
