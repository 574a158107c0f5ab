public record IsARecordAndAnEnum(int x, String y) {
    enum Color { RED, GREEN }

    public static void main(String[] args) {
        System.out.println(new IsARecordAndAnEnum(1, "a") + " " + Color.GREEN + " " + Color.valueOf("RED").ordinal());
    }
}
