package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.date.CivilTime;
import eco.lua.lib.date.DateFormat;
import eco.lua.lib.date.LocalZone;
import eco.lua.lib.io.FileOpening;
import eco.lua.lib.io.Options;
import eco.lua.lib.io.Shell;
import eco.lua.lib.io.SystemError;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code os} (manual section 6.9). */
public final class OsLibrary {
    private static final Path CPU_TIME = Path.of("/proc/thread-self/schedstat");
    private static final LuaString DEFAULT_FORMAT = LuaString.of("%c");
    private static final LuaString C_LOCALE = LuaString.of("C");

    private OsLibrary() {}

    /** Builds the library table. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable os = runtime.newTable(0, 11);
        for (String name : new String[] {
            "clock", "date", "difftime", "execute", "exit", "getenv", "remove", "rename", "setlocale", "time", "tmpname"
        }) {
            os.put(name, new Function(name));
        }
        return os;
    }

    private static final class Function extends Builtin {
        private final String function;

        Function(String name) {
            super("os." + name);
            this.function = name;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "clock" -> clock();
                case "date" -> date(co, args);
                case "difftime" -> (double) Arguments.integer(co, args, 0) - (double) Arguments.integer(co, args, 1);
                case "execute" -> execute(co, args);
                case "exit" -> throw exit(co, args);
                case "getenv" -> co.runtime().host().environment(Arguments.string(co, args, 0));
                case "remove" -> remove(Arguments.string(co, args, 0));
                case "rename" -> rename(Arguments.string(co, args, 0), Arguments.string(co, args, 1));
                case "setlocale" -> setLocale(co, args);
                case "time" -> time(co, args);
                case "tmpname" -> temporaryName(co);
                default -> throw new IllegalStateException(function);
            };
        }
    }

    /** The processor time of the thread that runs Lua, which is what a script can use; the JVM's own threads do not count. */
    private static Object clock() {
        try {
            String text = Files.readString(CPU_TIME);
            return Long.parseLong(text, 0, text.indexOf(' '), 10) / 1e9;
        } catch (IOException | RuntimeException noSuchFigure) {
            return System.nanoTime() / 1e9;
        }
    }

    private static Object execute(LuaCoroutine co, @Nullable Object[] args) {
        LuaString command = Arguments.string(co, args, 0, null);
        if (command == null) {
            return Shell.exists();
        }
        try {
            return Shell.run(command);
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    private static RuntimeException exit(LuaCoroutine co, @Nullable Object[] args) {
        int status = Arguments.get(args, 0) instanceof Boolean good
                ? (good ? 0 : 1)
                : (int) Arguments.integer(co, args, 0, 0);
        LuaRuntime runtime = co.runtime();
        if (Arguments.truthy(args, 1)) {
            runtime.close();
        }
        runtime.flush();
        return runtime.host().exit(status);
    }

    private static Object remove(LuaString name) {
        try {
            FileOpening.remove(name);
            return Boolean.TRUE;
        } catch (IOException e) {
            return SystemError.results(e, name);
        }
    }

    private static Object rename(LuaString from, LuaString to) {
        try {
            FileOpening.rename(from, to);
            return Boolean.TRUE;
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    private static Object temporaryName(LuaCoroutine co) {
        try {
            return LuaString.of(FileOpening.createTemporary().toString());
        } catch (IOException e) {
            throw co.error("unable to generate a unique filename");
        }
    }

    private static @Nullable Object setLocale(LuaCoroutine co, @Nullable Object[] args) {
        LuaString locale = Arguments.string(co, args, 0, null);
        Options.choose(co, args, 1, "all", "all", "collate", "ctype", "monetary", "numeric", "time");
        String name = locale == null ? "" : locale.toString();
        return name.isEmpty() || name.equals("C") || name.equals("POSIX") ? C_LOCALE : null;
    }

    // ---- dates

    private static Object date(LuaCoroutine co, @Nullable Object[] args) {
        LuaString format = Objects.requireNonNull(Arguments.string(co, args, 0, DEFAULT_FORMAT));
        long moment =
                Arguments.isNoneOrNil(args, 1) ? System.currentTimeMillis() / 1000 : Arguments.integer(co, args, 1);
        boolean utc = format.length() > 0 && format.byteAt(0) == '!';
        CivilTime time = utc ? LocalZone.utc(moment) : LocalZone.local(moment);
        if (time.year() - 1900 != (int) (time.year() - 1900)) {
            throw co.error("date result cannot be represented in this installation");
        }
        int start = utc ? 1 : 0;
        if (format.length() == start + 2 && format.byteAt(start) == '*' && format.byteAt(start + 1) == 't') {
            LuaTable fields = co.runtime().newTable(0, 9);
            store(fields, time);
            return fields;
        }
        try {
            return DateFormat.format(time, format, start);
        } catch (DateFormat.InvalidConversion e) {
            throw co.argumentError(1, "invalid conversion specifier '" + e.getMessage() + "'");
        }
    }

    private static void store(LuaTable fields, CivilTime time) {
        fields.put("year", time.year());
        fields.put("month", (long) time.month());
        fields.put("day", (long) time.day());
        fields.put("hour", (long) time.hour());
        fields.put("min", (long) time.minute());
        fields.put("sec", (long) time.second());
        fields.put("yday", (long) time.yearDay());
        fields.put("wday", (long) time.weekday());
        fields.put("isdst", time.daylightSaving());
    }

    private static Object time(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.isNoneOrNil(args, 0)) {
            return System.currentTimeMillis() / 1000;
        }
        LuaTable fields = Arguments.table(co, args, 0);
        long year = field(co, fields, "year", null, 1900);
        long month = field(co, fields, "month", null, 1);
        long day = field(co, fields, "day", null, 0);
        long hour = field(co, fields, "hour", 12L, 0);
        long minute = field(co, fields, "min", 0L, 0);
        long second = field(co, fields, "sec", 0L, 0);
        Object saving = Indexing.get(co, fields, LuaString.of("isdst"));
        long moment = LocalZone.moment(
                year, month, day, hour, minute, second, saving == null ? null : saving != Boolean.FALSE);
        CivilTime time = LocalZone.local(moment);
        if (time.year() - 1900 != (int) (time.year() - 1900)) {
            throw co.error("time result cannot be represented in this installation");
        }
        store(fields, time);
        return moment;
    }

    /** A field that C keeps in an int, less {@code bias}. */
    private static long field(LuaCoroutine co, LuaTable fields, String name, @Nullable Long otherwise, int bias) {
        Object value = Indexing.get(co, fields, LuaString.of(name));
        Long number = Numbers.toInteger(value);
        if (number == null) {
            if (value != null) {
                throw co.error("field '" + name + "' is not an integer");
            }
            if (otherwise == null) {
                throw co.error("field '" + name + "' missing in date table");
            }
            return otherwise;
        }
        boolean fits = number >= 0 ? number - bias <= Integer.MAX_VALUE : Integer.MIN_VALUE + (long) bias <= number;
        if (!fits) {
            throw co.error("field '" + name + "' is out-of-bound");
        }
        return number;
    }
}
