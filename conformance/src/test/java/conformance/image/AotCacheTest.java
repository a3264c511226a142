package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cache is in use; a start that cannot use it is slower, and says nothing about it. */
@Tag("image")
final class AotCacheTest {
    @Test
    void cacheIsAccepted() {
        assertPrintsOnlyOne(Eco.image().with("ECO_JAVA_OPTS", "-XX:AOTMode=on"));
    }

    @Test
    void cacheRejectedForAnotherCollectorIsSilent() {
        assertPrintsOnlyOne(Eco.image().with("ECO_JAVA_OPTS", "-XX:-UseSerialGC -XX:+UseParallelGC"));
    }

    @Test
    void cacheRejectedForAnotherObjectLayoutIsSilent() {
        assertPrintsOnlyOne(Eco.image().with("ECO_JAVA_OPTS", "-XX:-UseCompactObjectHeaders"));
    }

    @Test
    void cacheRejectedForAnotherModuleSetIsSilent() {
        assertPrintsOnlyOne(Eco.image().with("ECO_JAVA_OPTS", "--limit-modules=eco.launcher"));
    }

    @Test
    void missingCacheIsSilent() {
        assertPrintsOnlyOne(Eco.image().with("ECO_JAVA_OPTS", "-XX:AOTCache=/nonexistent/eco.aot"));
    }

    private static void assertPrintsOnlyOne(Eco eco) {
        Eco.Outcome outcome = eco.run("-e", "print(1)");
        assertEquals("1\n", outcome.out(), outcome::err);
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }
}
