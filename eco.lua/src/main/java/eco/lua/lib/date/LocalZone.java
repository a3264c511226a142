package eco.lua.lib.date;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The time zone of the process: {@code TZ}, or the machine's. */
public final class LocalZone {
    /** Beyond it offsets are taken to stay; {@link Instant} ends not far after. */
    private static final long LAST_SECOND = 1L << 45;

    private LocalZone() {}

    /** The fields at the moment, in UTC. */
    public static CivilTime utc(long epochSecond) {
        return CivilTime.at(epochSecond, 0, false, "GMT");
    }

    /** The fields at the moment, here. */
    public static CivilTime local(long epochSecond) {
        Instant moment = moment(epochSecond);
        ZoneRules rules = ZoneId.systemDefault().getRules();
        boolean daylightSaving = rules.isDaylightSavings(moment);
        return CivilTime.at(epochSecond, rules.getOffset(moment).getTotalSeconds(), daylightSaving, null);
    }

    /** The abbreviation of this zone, such as {@code CET}; Java loads a good deal of locale data to find it. */
    static String abbreviation(boolean daylightSaving) {
        return TimeZone.getDefault().getDisplayName(daylightSaving, TimeZone.SHORT, Locale.ROOT);
    }

    /**
     * The moment at which clocks here show the fields, which may be out of their ranges. {@code daylightSaving} says by
     * which of a zone's two clocks; null by the one in force.
     */
    public static long moment(
            long year, long month, long day, long hour, long minute, long second, @Nullable Boolean daylightSaving) {
        long shown = CivilTime.seconds(year, month, day, hour, minute, second);
        ZoneRules rules = ZoneId.systemDefault().getRules();
        // The offset at a guess one step off is the right one except within hours of a change; then the second is.
        long guess = shown - rules.getOffset(moment(shown)).getTotalSeconds();
        long moment = shown - rules.getOffset(moment(guess)).getTotalSeconds();
        if (daylightSaving == null || daylightSaving == rules.isDaylightSavings(moment(moment))) {
            return moment;
        }
        return daylightSaving ? moment - 3600 : moment + 3600;
    }

    private static Instant moment(long epochSecond) {
        return Instant.ofEpochSecond(Math.clamp(epochSecond, -LAST_SECOND, LAST_SECOND));
    }
}
