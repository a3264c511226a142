package eco.lua.lib.number;

/**
 * The generator xoshiro256** of Blackman and Vigna (https://prng.di.unimi.it), which the manual names for
 * {@code math.random}. The way from a seed to the state, and from 64 random bits to a float or a range, is the reference
 * interpreter's, so that a seeded script sees the same numbers in both.
 */
public final class Xoshiro256 {
    /** Numbers that are thrown away after seeding, while the few bits of the seed spread. */
    private static final int WARM_UP = 16;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** A generator with the given seed. */
    public Xoshiro256(long seed, long stream) {
        seed(seed, stream);
    }

    /** Starts over with the given seed. */
    public void seed(long seed, long stream) {
        s0 = seed;
        s1 = 0xff;
        s2 = stream;
        s3 = 0;
        for (int i = 0; i < WARM_UP; i++) {
            nextLong();
        }
    }

    /** The next 64 bits. */
    public long nextLong() {
        long result = Long.rotateLeft(s1 * 5, 7) * 9;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** A float in [0, 1): the high 53 of the next 64 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** An integer from {@code low} to {@code high}, both included; {@code low <= high}. */
    public long nextLong(long low, long high) {
        return project(nextLong(), high - low) + low;
    }

    /** Random bits as an unsigned number of at most {@code limit}: too large ones are drawn again. */
    private long project(long bits, long limit) {
        if ((limit & (limit + 1)) == 0) {
            return bits & limit;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(limit);
        long candidate = bits & mask;
        while (Long.compareUnsigned(candidate, limit) > 0) {
            candidate = nextLong() & mask;
        }
        return candidate;
    }
}
