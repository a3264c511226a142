package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.module.CommandLine.UsageException;
import eco.lua.module.CommandLineOption.Type;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.Numbers;
import eco.lua.spi.LuaModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code eco.cli}: decodes the option specification, and answers misuse with {@code nil, message}. */
public final class CliModule implements LuaModule {
    private static final LuaString NAME = LuaString.of("name");
    private static final LuaString SHORT = LuaString.of("short");
    private static final LuaString LONG = LuaString.of("long");
    private static final LuaString TYPE = LuaString.of("type");
    private static final LuaString DEFAULT = LuaString.of("default");
    private static final LuaString REQUIRED = LuaString.of("required");

    /** For the service loader. */
    public CliModule() {}

    @Override
    public String name() {
        return "eco.cli";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable();
        module.put("parse_args", Builtin.of("eco.cli.parse_args", CliModule::parseArgs));
        return module;
    }

    private static @Nullable Object parseArgs(LuaCoroutine co, @Nullable Object[] args) {
        try {
            if (!(Arguments.get(args, 0) instanceof LuaTable spec)) {
                throw new UsageException("spec must be a table");
            }
            List<CommandLineOption> options = options(co, spec);
            return new CommandLine(co, options).parse(words(co, Arguments.get(args, 1)));
        } catch (UsageException e) {
            return Builtin.failure(e.getMessage());
        }
    }

    private static List<LuaString> words(LuaCoroutine co, @Nullable Object argument) throws UsageException {
        Object argv = argument == null ? co.runtime().globals().get("arg") : argument;
        List<LuaString> words = new ArrayList<>();
        if (argv == null) {
            return words;
        }
        if (!(argv instanceof LuaTable table)) {
            throw new UsageException("argv must be a table");
        }
        long count = length(co, table);
        for (long i = 1; i <= count; i++) {
            if (!(Indexing.get(co, table, i) instanceof LuaString word)) {
                throw new UsageException("argument #" + i + " must be a string");
            }
            words.add(word);
        }
        return words;
    }

    private static long length(LuaCoroutine co, LuaTable table) throws UsageException {
        Long length = Numbers.toInteger(Indexing.length(co, table));
        if (length == null) {
            throw new UsageException("object length is not an integer");
        }
        return length;
    }

    private static List<CommandLineOption> options(LuaCoroutine co, LuaTable spec) throws UsageException {
        List<CommandLineOption> options = new ArrayList<>();
        Set<LuaString> names = new HashSet<>();
        Set<LuaString> longNames = new HashSet<>();
        Set<LuaString> shortNames = new HashSet<>();
        long count = length(co, spec);
        for (long i = 1; i <= count; i++) {
            if (!(Indexing.get(co, spec, i) instanceof LuaTable item)) {
                throw new UsageException("invalid option spec #" + i);
            }
            CommandLineOption option = option(item, i, names, longNames, shortNames);
            options.add(option);
        }
        return options;
    }

    private static CommandLineOption option(
            LuaTable item, long number, Set<LuaString> names, Set<LuaString> longNames, Set<LuaString> shortNames)
            throws UsageException {
        if (!(item.get(NAME) instanceof LuaString name) || name.length() == 0) {
            throw new UsageException("option spec #" + number + " requires a non-empty 'name'");
        }
        String subject = "option '" + name + "' ";
        Type type = type(item.get(TYPE), subject);
        Object initial = item.get(DEFAULT);
        List<LuaString> items = type == Type.ARRAY && initial != null ? items(initial, subject) : null;
        if (!names.add(name)) {
            throw new UsageException("option name '" + name + "' specified multiple times");
        }
        Object longName = item.get(LONG) == null ? name : item.get(LONG);
        if (!(longName instanceof LuaString longText) || longText.length() == 0) {
            throw new UsageException(subject + "has invalid long name");
        }
        if (!longNames.add(longText)) {
            throw new UsageException("long option '" + longText + "' specified multiple times");
        }
        LuaString shortText = null;
        if (item.get(SHORT) != null) {
            if (!(item.get(SHORT) instanceof LuaString letter) || letter.length() != 1) {
                throw new UsageException(subject + "short name must be one character");
            }
            if (!shortNames.add(letter)) {
                throw new UsageException("short option '-" + letter + "' specified multiple times");
            }
            shortText = letter;
        }
        Object required = item.get(REQUIRED);
        return new CommandLineOption(
                name,
                shortText,
                longText,
                type,
                items == null ? initial : null,
                items,
                required != null && !Boolean.FALSE.equals(required));
    }

    private static Type type(@Nullable Object value, String subject) throws UsageException {
        if (value == null) {
            return Type.BOOLEAN;
        }
        if (!(value instanceof LuaString name)) {
            throw new UsageException(subject + "type must be a string or nil");
        }
        for (Type type : Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name.toString())) {
                return type;
            }
        }
        throw new UsageException(subject + "has unsupported type '" + name + "'");
    }

    /** The items of an array default: positive integer keys only, strings only, no holes, checked in this order. */
    private static List<LuaString> items(Object value, String subject) throws UsageException {
        if (!(value instanceof LuaTable table)) {
            throw new UsageException(subject + "default must be an array table");
        }
        long count = 0;
        long largest = 0;
        for (Object[] entry = table.next(null); entry != null; entry = table.next(entry[0])) {
            if (!(entry[0] instanceof Long index) || index < 1) {
                throw new UsageException(subject + "default must be an array table");
            }
            if (!(entry[1] instanceof LuaString)) {
                throw new UsageException(subject + "default array item #" + index + " must be a string");
            }
            count++;
            largest = Math.max(largest, index);
        }
        if (largest != count) {
            throw new UsageException(subject + "default array must not contain holes");
        }
        List<LuaString> items = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            items.add((LuaString) table.get(i));
        }
        return items;
    }
}
