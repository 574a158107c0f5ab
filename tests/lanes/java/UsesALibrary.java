import org.apache.commons.lang3.StringUtils;

public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(StringUtils.reverse("abc"));
    }
}
