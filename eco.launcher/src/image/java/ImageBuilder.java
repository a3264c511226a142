import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Builds the runtime image: links the modules with what they need of the JDK, puts our own start script in, and has the
 * image train its AOT cache on a script. Run by Maven as a single source file with the JDK that the image is made from.
 *
 * <p>Invariant: the image is built beside its destination and moved there whole, so a failed build leaves the old one.
 */
final class ImageBuilder {
    /**
     * What every start of the image gets. The export carries the coroutines; the log goes to stderr, and only errors,
     * because the virtual machine would write its warnings between the script's own output. Full collections compact all
     * of the heap, or {@code collectgarbage} would leave dead objects of megabytes where moving them seems not worth it. The
     * heap starts with a 500th of the machine's memory instead of a 64th: a tree-building script's resident memory fell from
     * 164 to 71 MiB by that, at the same speed.
     */
    private static final String OPTIONS = String.join(
            " ",
            "--add-exports=java.base/jdk.internal.vm=eco.scheduler",
            "--enable-native-access=eco.scheduler",
            "-XX:+UseSerialGC",
            "-XX:MarkSweepDeadRatio=0",
            "-XX:InitialRAMPercentage=0.2",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "-Dsun.jnu.encoding=UTF-8",
            "-Xlog:disable",
            "-Xlog:all=error,aot*=off,cds*=off:stderr");

    private final Path sources;
    private final Path launcherJar;
    private final Path moduleJars;
    private final Path destination;
    private final Path building;

    private ImageBuilder(Path sources, Path launcherJar, Path moduleJars, Path destination) {
        this.sources = sources;
        this.launcherJar = launcherJar;
        this.moduleJars = moduleJars;
        this.destination = destination;
        this.building = destination.resolveSibling(destination.getFileName() + ".building");
    }

    /** Arguments: this folder, the launcher's jar, the folder of the other jars, the destination, {@code modules=a,b}. */
    public static void main(String[] args) throws Exception {
        ImageBuilder builder = new ImageBuilder(path(args[0]), path(args[1]), path(args[2]), path(args[3]));
        String wanted = args[4].substring("modules=".length());
        builder.build(Arrays.stream(wanted.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList());
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private void build(List<String> wanted) throws IOException, InterruptedException {
        Set<String> ours = ModuleFinder.of(launcherJar, moduleJars).findAll().stream()
                .map(found -> found.descriptor().name())
                .filter(name -> name.startsWith("eco."))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : wanted) {
            if (!ours.contains(name)) {
                throw stop("no module is named " + name + "; there are: " + String.join(", ", ours));
            }
        }
        Set<String> roots = new TreeSet<>(wanted.isEmpty() ? ours : wanted);
        roots.add("eco.launcher");
        deleteTree(building);
        say("linking " + String.join(", ", roots));
        link(roots);
        putLauncher();
        putModuleList();
        say("sharing class data");
        run("-Xshare:dump", building.resolve("bin/java").toString(), "-Xshare:dump");
        say("training the AOT cache");
        train();
        deleteTree(destination);
        Files.move(building, destination);
        say("done: " + destination + " (" + sizeOf(destination) / 1_000_000 + " MB)");
    }

    private void link(Set<String> roots) {
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> stop("this JDK has no jlink"))
                .run(
                        System.out,
                        System.err,
                        "--module-path",
                        launcherJar + File.pathSeparator + moduleJars,
                        "--add-modules",
                        String.join(",", roots),
                        "--output",
                        building.toString(),
                        "--add-options=" + OPTIONS,
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-6");
        if (status != 0) {
            throw stop("jlink failed with status " + status);
        }
    }

    private void putLauncher() throws IOException {
        Path bin = building.resolve("bin");
        try (var programs = Files.list(bin)) {
            for (Path program : programs.toList()) {
                if (!program.endsWith("java")) {
                    Files.delete(program);
                }
            }
        }
        Path eco = bin.resolve("eco");
        Files.copy(sources.resolve("bin/eco"), eco, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(eco, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Every Lua module that an image can have, with its Java module, for {@code eco --modules} to compare with. */
    private void putModuleList() throws IOException {
        StringBuilder list = new StringBuilder();
        for (ModuleReference found : ModuleFinder.of(launcherJar, moduleJars).findAll()) {
            for (ModuleDescriptor.Provides provides : found.descriptor().provides()) {
                if (provides.service().equals("eco.lua.spi.LuaModule")) {
                    for (String provider : provides.providers()) {
                        String name = luaName(provider.substring(provider.lastIndexOf('.') + 1));
                        list.append(name)
                                .append(' ')
                                .append(found.descriptor().name())
                                .append('\n');
                    }
                }
            }
        }
        Files.writeString(building.resolve("lib/eco.modules"), list);
    }

    /** The rule of eco.lua.spi.LuaModule: HttpClientModule provides eco.http.client. */
    private static String luaName(String simpleName) {
        String words = simpleName.replaceAll("Module$", "").replaceAll("(?<=.)(?=[A-Z])", ".");
        return words.equals("Eco") ? "eco" : "eco." + words.toLowerCase(Locale.ROOT);
    }

    private void train() throws IOException, InterruptedException {
        Path cache = building.resolve("lib/eco.aot");
        List<String> command = new ArrayList<>(List.of(
                building.resolve("bin/eco").toString(),
                sources.resolve("training.lua").toString()));
        run("training", "ECO_JAVA_OPTS=-XX:AOTCacheOutput=" + cache, command);
        if (!Files.exists(cache)) {
            throw stop("the training run left no AOT cache");
        }
    }

    private void run(String what, String... command) throws IOException, InterruptedException {
        run(what, "ECO_JAVA_OPTS=", List.of(command));
    }

    /** Runs to the end; what it printed is shown only when it failed. */
    private void run(String what, String environment, List<String> command) throws IOException, InterruptedException {
        Path log = destination.resolveSibling(destination.getFileName() + ".log");
        Files.createDirectories(log.getParent());
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        int equals = environment.indexOf('=');
        process.environment().put(environment.substring(0, equals), environment.substring(equals + 1));
        int status = process.start().waitFor();
        if (status != 0) {
            System.err.print(Files.readString(log));
            throw stop(what + " failed with status " + status);
        }
        Files.delete(log);
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static long sizeOf(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    private static void say(String text) {
        System.out.println("image: " + text);
    }

    /** Ends the build with one line; the return type lets callers say {@code throw}. */
    private static IllegalStateException stop(String reason) {
        System.err.println("image: " + reason);
        System.exit(1);
        return new IllegalStateException(reason);
    }
}
