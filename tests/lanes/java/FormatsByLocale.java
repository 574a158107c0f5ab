import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(String.format("%,d %tB", 1234567, LocalDate.of(2020, 3, 1)) + Locale.getDefault() + ZoneId.systemDefault());
    }
}
