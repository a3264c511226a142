package eco.lua.lib.text;

/** A set of byte values. Not changed any more once the pattern that it belongs to is built. */
final class ByteSet {
    /** Every byte. */
    static final ByteSet ALL = new ByteSet().addRange(0, 255);

    private final boolean[] members = new boolean[256];

    boolean contains(int b) {
        return members[b & 0xff];
    }

    ByteSet add(int b) {
        members[b] = true;
        return this;
    }

    ByteSet addRange(int from, int to) {
        for (int b = from; b <= to; b++) {
            members[b] = true;
        }
        return this;
    }

    ByteSet addAll(ByteSet other) {
        for (int b = 0; b < members.length; b++) {
            members[b] |= other.members[b];
        }
        return this;
    }

    ByteSet complement() {
        ByteSet rest = new ByteSet();
        for (int b = 0; b < members.length; b++) {
            rest.members[b] = !members[b];
        }
        return rest;
    }

    /** The class that {@code %letter} stands for in the C locale; upper case is the complement, no class the byte itself. */
    static ByteSet ofEscape(int letter) {
        ByteSet set = new ByteSet();
        boolean ascii = letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
        switch (ascii ? letter | 0x20 : letter) {
            case 'a' -> set.addRange('A', 'Z').addRange('a', 'z');
            case 'c' -> set.addRange(0, 31).add(127);
            case 'd' -> set.addRange('0', '9');
            case 'g' -> set.addRange(33, 126);
            case 'l' -> set.addRange('a', 'z');
            case 'p' -> set.addRange(33, 47).addRange(58, 64).addRange(91, 96).addRange(123, 126);
            case 's' -> set.addRange(9, 13).add(' ');
            case 'u' -> set.addRange('A', 'Z');
            case 'w' -> set.addRange('0', '9').addRange('A', 'Z').addRange('a', 'z');
            case 'x' -> set.addRange('0', '9').addRange('A', 'F').addRange('a', 'f');
            case 'z' -> set.add(0);
            default -> {
                return set.add(letter);
            }
        }
        return letter <= 'Z' ? set.complement() : set;
    }
}
