package eco.lua.lib.date;

import eco.lua.LuaBuffer;
import eco.lua.LuaString;

/** The conversions of C99's {@code strftime} in the C locale. */
public final class DateFormat {
    private static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String PLAIN = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    private static final String AFTER_E = "cCxXyY";
    private static final String AFTER_O = "deHImMSuUVwWy";

    private final CivilTime time;
    private final LuaBuffer out = new LuaBuffer();

    private DateFormat(CivilTime time) {
        this.time = time;
    }

    /** A conversion that C99 does not have; the message is the rest of the format from it on. */
    public static final class InvalidConversion extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidConversion(String rest) {
            super(rest, null, false, false);
        }
    }

    /** The time in the given format, from byte {@code from} of it on. */
    public static LuaString format(CivilTime time, LuaString format, int from) throws InvalidConversion {
        DateFormat date = new DateFormat(time);
        int i = from;
        while (i < format.length()) {
            int c = format.byteAt(i++);
            if (c != '%') {
                date.out.append(c);
                continue;
            }
            int length = conversionLength(format, i);
            if (length == 0) {
                throw new InvalidConversion(rest(format, i - 1));
            }
            date.convert((char) format.byteAt(i + length - 1));
            i += length;
        }
        return date.out.toLuaString();
    }

    /** How long the valid conversion at {@code i} is; 0 if it is none. */
    private static int conversionLength(LuaString format, int i) {
        char first = i < format.length() ? (char) format.byteAt(i) : 0;
        if (PLAIN.indexOf(first) >= 0) {
            return 1;
        }
        String second = first == 'E' ? AFTER_E : first == 'O' ? AFTER_O : "";
        return i + 1 < format.length() && second.indexOf(format.byteAt(i + 1)) >= 0 ? 2 : 0;
    }

    private static String rest(LuaString format, int from) {
        String rest = format.substring(from, format.length()).toString();
        int end = rest.indexOf('\0');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private void convert(char conversion) {
        switch (conversion) {
            case 'a' -> text(DAYS[time.weekday() - 1].substring(0, 3));
            case 'A' -> text(DAYS[time.weekday() - 1]);
            case 'b', 'h' -> text(MONTHS[time.month() - 1].substring(0, 3));
            case 'B' -> text(MONTHS[time.month() - 1]);
            case 'c' -> all("a b e T Y", ' ');
            case 'C' -> padded(Math.floorDiv(time.year(), 100), 2, '0');
            case 'd' -> padded(time.day(), 2, '0');
            case 'D', 'x' -> all("m/d/y", '/');
            case 'e' -> padded(time.day(), 2, ' ');
            case 'F' -> all("Y-m-d", '-');
            case 'g' -> padded(Math.floorMod(weekYear(), 100L), 2, '0');
            case 'G' -> text(Long.toString(weekYear()));
            case 'H' -> padded(time.hour(), 2, '0');
            case 'I' -> padded(Math.floorMod(time.hour() + 11, 12) + 1, 2, '0');
            case 'j' -> padded(time.yearDay(), 3, '0');
            case 'm' -> padded(time.month(), 2, '0');
            case 'M' -> padded(time.minute(), 2, '0');
            case 'n' -> text("\n");
            case 'p' -> text(time.hour() < 12 ? "AM" : "PM");
            case 'r' -> {
                all("I:M:S", ':');
                all(" p", ' ');
            }
            case 'R' -> all("H:M", ':');
            case 'S' -> padded(time.second(), 2, '0');
            case 't' -> text("\t");
            case 'T', 'X' -> all("H:M:S", ':');
            case 'u' -> text(Integer.toString(isoWeekday()));
            case 'U' -> padded((time.yearDay() + 6 - (time.weekday() - 1)) / 7, 2, '0');
            case 'V' -> padded(isoWeek(), 2, '0');
            case 'w' -> text(Integer.toString(time.weekday() - 1));
            case 'W' -> padded((time.yearDay() + 6 - (isoWeekday() - 1)) / 7, 2, '0');
            case 'y' -> padded(Math.floorMod(time.year(), 100L), 2, '0');
            case 'Y' -> text(Long.toString(time.year()));
            case 'z' -> offset();
            case 'Z' -> {
                String zone = time.zone();
                text(zone == null ? LocalZone.abbreviation(time.daylightSaving()) : zone);
            }
            default -> text("%");
        }
    }

    /** Several conversions with a separator between them. */
    private void all(String conversions, char separator) {
        for (int i = 0; i < conversions.length(); i++) {
            char c = conversions.charAt(i);
            if (c == separator) {
                out.append(c);
            } else {
                convert(c);
            }
        }
    }

    private void text(String ascii) {
        out.append(ascii);
    }

    private void padded(long value, int width, char fill) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.append(fill);
        }
        out.append(digits);
    }

    private void offset() {
        int minutes = Math.abs(time.offset()) / 60;
        text(time.offset() < 0 ? "-" : "+");
        padded(minutes / 60 * 100 + minutes % 60, 4, '0');
    }

    private int isoWeekday() {
        return time.weekday() == 1 ? 7 : time.weekday() - 1;
    }

    /** The year that the ISO week belongs to. */
    private long weekYear() {
        int week = rawWeek();
        if (week < 1) {
            return time.year() - 1;
        }
        return week > weeksIn(time.year()) ? time.year() + 1 : time.year();
    }

    private int isoWeek() {
        int week = rawWeek();
        if (week < 1) {
            return weeksIn(time.year() - 1);
        }
        return week > weeksIn(time.year()) ? 1 : week;
    }

    /** The week counted within the calendar year: 0 or 53 may belong to a neighbour. */
    private int rawWeek() {
        return (time.yearDay() - isoWeekday() + 10) / 7;
    }

    /** A year has 53 weeks if it ends on a Thursday, or the one before ends on a Wednesday. */
    private static int weeksIn(long year) {
        return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52;
    }

    private static long lastWeekday(long year) {
        return Math.floorMod(year + Math.floorDiv(year, 4) - Math.floorDiv(year, 100) + Math.floorDiv(year, 400), 7L);
    }
}
