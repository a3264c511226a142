package eco.lua.module;

import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.module.CommandLineOption.Type;
import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Numbers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the words of a command line against a list of options, in the POSIX manner with GNU long options: {@code --name value},
 * {@code --name=value}, {@code -x value}, {@code -xvalue}, bundles {@code -abc}, and {@code --} to end the options. Options
 * and positional words may be mixed.
 */
final class CommandLine {
    /** Words that do not fit the options; the message is for the person who typed them. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message, null, false, false);
        }
    }

    private final LuaCoroutine co;
    private final List<CommandLineOption> options;
    private final Map<LuaString, CommandLineOption> byLongName = new HashMap<>();
    private final Map<LuaString, CommandLineOption> byShortName = new HashMap<>();
    private final Set<CommandLineOption> seen = new HashSet<>();
    private final LuaTable result = new LuaTable();

    CommandLine(LuaCoroutine co, List<CommandLineOption> options) {
        this.co = co;
        this.options = options;
        for (CommandLineOption option : options) {
            byLongName.put(option.longName(), option);
            if (option.shortName() != null) {
                byShortName.put(option.shortName(), option);
            }
        }
    }

    /** The options' values by name, and the positional words under {@code args}. */
    LuaTable parse(List<LuaString> words) throws UsageException {
        LuaTable positional = new LuaTable();
        result.put("args", positional);
        options.forEach(this::initialise);
        boolean optionsEnded = false;
        for (int i = 0; i < words.size(); i++) {
            LuaString word = words.get(i);
            if (optionsEnded || !isOption(word)) {
                positional.put(positional.length() + 1, word);
            } else if (word.byteAt(1) != '-') {
                i += bundle(word, words, i);
            } else if (word.length() == 2) {
                optionsEnded = true;
            } else {
                i += longOption(word, words, i);
            }
        }
        for (CommandLineOption option : options) {
            if (option.required() && !seen.contains(option)) {
                throw new UsageException("required option '" + option.name() + "' is missing");
            }
        }
        return result;
    }

    private static boolean isOption(LuaString word) {
        return word.length() > 1 && word.byteAt(0) == '-';
    }

    private void initialise(CommandLineOption option) {
        Object value = option.initial();
        if (option.initialItems() != null) {
            LuaTable items = new LuaTable();
            for (LuaString item : option.initialItems()) {
                items.put(items.length() + 1, item);
            }
            value = items;
        } else if (value == null && option.type() == Type.BOOLEAN) {
            value = false;
        } else if (value == null && option.type() == Type.COUNT) {
            value = 0L;
        }
        result.put(option.name(), value);
    }

    /** Reads {@code --name} or {@code --name=value}; returns how many further words it took. */
    private int longOption(LuaString word, List<LuaString> words, int at) throws UsageException {
        int equals = 2;
        while (equals < word.length() && word.byteAt(equals) != '=') {
            equals++;
        }
        CommandLineOption option = byLongName.get(word.substring(2, equals));
        if (option == null) {
            throw new UsageException("unknown option '" + word + "'");
        }
        if (equals < word.length()) {
            if (!option.type().takesValue()) {
                throw new UsageException("option '" + option.name() + "' does not take a value");
            }
            apply(option, word.substring(equals + 1, word.length()));
            return 0;
        }
        return applyWithNextWord(option, words, at);
    }

    /** Reads {@code -abc}, {@code -xvalue} or {@code -x value}; returns how many further words it took. */
    private int bundle(LuaString word, List<LuaString> words, int at) throws UsageException {
        for (int i = 1; i < word.length(); i++) {
            LuaString letter = word.substring(i, i + 1);
            CommandLineOption option = byShortName.get(letter);
            if (option == null) {
                throw new UsageException("unknown option '-" + letter + "'");
            }
            if (option.type().takesValue()) {
                if (i + 1 < word.length()) {
                    apply(option, word.substring(i + 1, word.length()));
                    return 0;
                }
                return applyWithNextWord(option, words, at);
            }
            apply(option, null);
        }
        return 0;
    }

    private int applyWithNextWord(CommandLineOption option, List<LuaString> words, int at) throws UsageException {
        if (!option.type().takesValue()) {
            apply(option, null);
            return 0;
        }
        if (at + 1 >= words.size()) {
            throw new UsageException("option '" + option.name() + "' requires a value");
        }
        apply(option, words.get(at + 1));
        return 1;
    }

    private void apply(CommandLineOption option, @Nullable LuaString text) throws UsageException {
        if (!seen.add(option) && !option.type().repeats()) {
            throw new UsageException("option '" + option.name() + "' specified multiple times");
        }
        switch (option.type()) {
            case BOOLEAN -> result.put(option.name(), true);
            case COUNT -> result.put(option.name(), Arithmetic.add(co, result.get(option.name()), 1L));
            case STRING -> result.put(option.name(), text);
            case NUMBER -> result.put(option.name(), expect(option, Numbers.toNumber(text), "a number"));
            case INTEGER -> result.put(option.name(), expect(option, Numbers.toInteger(text), "an integer"));
            case ARRAY -> append(option, text);
        }
    }

    private static Object expect(CommandLineOption option, @Nullable Object number, String kind) throws UsageException {
        if (number == null) {
            throw new UsageException("option '" + option.name() + "' expects " + kind);
        }
        return number;
    }

    private void append(CommandLineOption option, @Nullable LuaString text) {
        LuaTable items;
        if (result.get(option.name()) instanceof LuaTable started) {
            items = started;
        } else {
            items = new LuaTable();
            result.put(option.name(), items);
        }
        items.put(items.length() + 1, text);
    }
}
