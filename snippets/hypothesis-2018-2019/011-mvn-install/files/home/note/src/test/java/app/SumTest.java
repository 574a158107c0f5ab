package app;

import junit.framework.TestCase;

public class SumTest extends TestCase {
    public void testSum() {
        assertEquals(5, Sum.of(2, 3));
    }
}
