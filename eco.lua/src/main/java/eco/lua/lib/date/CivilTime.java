package eco.lua.lib.date;

import org.jspecify.annotations.Nullable;

/**
 * A date and time of day in the proleptic Gregorian calendar, with the fields of C's {@code struct tm} but counted as people
 * count: year as written, month and day of the year from 1, Sunday as weekday 1.
 *
 * @param year the year
 * @param month 1 to 12
 * @param day 1 to 31
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param second 0 to 59
 * @param weekday 1 (Sunday) to 7
 * @param yearDay 1 to 366
 * @param daylightSaving whether daylight saving time is in force
 * @param offset seconds east of UTC
 * @param zone the time zone's abbreviation; null for this machine's zone
 */
public record CivilTime(
        long year,
        int month,
        int day,
        int hour,
        int minute,
        int second,
        int weekday,
        int yearDay,
        boolean daylightSaving,
        int offset,
        @Nullable String zone) {

    private static final long SECONDS_PER_DAY = 86_400;
    /** Days of 400 years, after which the calendar repeats. */
    private static final long DAYS_PER_CYCLE = 146_097;
    /** Days from the first of March of year 0 to the epoch. */
    private static final long EPOCH = 719_468;
    /** 1970-01-01 was a Thursday. */
    private static final int EPOCH_WEEKDAY = 4;

    /** The fields at so many seconds since the epoch, seen from a place with the given offset. */
    static CivilTime at(long epochSecond, int offset, boolean daylightSaving, @Nullable String zone) {
        long local = epochSecond + offset;
        long days = Math.floorDiv(local, SECONDS_PER_DAY);
        int secondOfDay = (int) Math.floorMod(local, SECONDS_PER_DAY);
        // Years are counted from March here, so that the leap day is the last of its year.
        long shifted = days + EPOCH;
        long cycle = Math.floorDiv(shifted, DAYS_PER_CYCLE);
        int dayOfCycle = (int) Math.floorMod(shifted, DAYS_PER_CYCLE);
        int yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        long year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
        int weekday = (int) Math.floorMod(days + EPOCH_WEEKDAY, 7L) + 1;
        int yearDay = (int) (days - daysBefore(year, 1)) + 1;
        return new CivilTime(
                year,
                month,
                day,
                secondOfDay / 3600,
                secondOfDay / 60 % 60,
                secondOfDay % 60,
                weekday,
                yearDay,
                daylightSaving,
                offset,
                zone);
    }

    /** Seconds from the epoch to the fields as UTC; every field may be out of its range, and then carries over. */
    static long seconds(long year, long month, long day, long hour, long minute, long second) {
        long carried = Math.floorDiv(month - 1, 12);
        long days = daysBefore(year + carried, (int) Math.floorMod(month - 1, 12L) + 1) + day - 1;
        return ((days * 24 + hour) * 60 + minute) * 60 + second;
    }

    /** Days from the epoch to the first of the month. */
    private static long daysBefore(long year, int month) {
        long marchYear = month <= 2 ? year - 1 : year;
        int marchMonth = month <= 2 ? month + 9 : month - 3;
        long cycle = Math.floorDiv(marchYear, 400);
        int yearOfCycle = (int) Math.floorMod(marchYear, 400L);
        int dayOfYear = (153 * marchMonth + 2) / 5;
        int dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear;
        return cycle * DAYS_PER_CYCLE + dayOfCycle - EPOCH;
    }
}
