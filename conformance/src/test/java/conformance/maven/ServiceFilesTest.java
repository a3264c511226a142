package conformance.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a module's descriptor provides on the module path, its {@code META-INF/services} provides on the class path: the
 * same services, the same classes, in the same order.
 */
final class ServiceFilesTest {
    private static final String FOLDER = "META-INF/services/";

    @TestFactory
    Stream<DynamicTest> serviceFilesSayWhatTheDescriptorSays() {
        return modules().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module.descriptor().name(),
                        () -> assertEquals(provided(module.descriptor()), serviceFiles(module))));
    }

    @Test
    void everyModuleOfTheClassPathIsLookedAt() {
        assertFalse(modules().isEmpty());
    }

    private static List<ModuleReference> modules() {
        Path[] classPath = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(entry -> entry.toString().contains("/eco."))
                .toArray(Path[]::new);
        return ModuleFinder.of(classPath).findAll().stream().toList();
    }

    private static TreeMap<String, List<String>> provided(ModuleDescriptor descriptor) {
        TreeMap<String, List<String>> services = new TreeMap<>();
        for (ModuleDescriptor.Provides provides : descriptor.provides()) {
            services.put(provides.service(), provides.providers());
        }
        return services;
    }

    private static TreeMap<String, List<String>> serviceFiles(ModuleReference module) throws IOException {
        TreeMap<String, List<String>> services = new TreeMap<>();
        try (var reader = module.open()) {
            List<String> files = reader.list()
                    .filter(name -> name.startsWith(FOLDER) && name.length() > FOLDER.length())
                    .toList();
            for (String file : files) {
                try (var stream = reader.open(file).orElseThrow()) {
                    String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    services.put(
                            file.substring(FOLDER.length()),
                            text.lines()
                                    .map(line -> line.replaceAll("#.*", "").strip())
                                    .filter(line -> !line.isEmpty())
                                    .toList());
                }
            }
        }
        return services;
    }
}
