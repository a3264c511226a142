package eco.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {
    @Property
    void textOfAnyV6AddressReadsBack(@ForAll @Size(16) byte[] bytes) {
        IpAddress address = IpAddress.of(bytes);
        assertEquals(address, IpAddress.parse6(address.toString()));
        assertNull(IpAddress.parse4(address.toString()));
    }

    @Property
    void textOfSparseV6AddressesReadsBack(@ForAll @Size(8) boolean[] set) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[2 * i + 1] = (byte) (set[i] ? i + 1 : 0);
        }
        assertEquals(IpAddress.of(bytes), IpAddress.parse6(IpAddress.of(bytes).toString()));
    }

    @Property
    void textOfAnyV4AddressReadsBack(@ForAll @Size(4) byte[] bytes) {
        IpAddress address = IpAddress.of(bytes);
        assertEquals(address, IpAddress.parse4(address.toString()));
        assertEquals(address, IpAddress.parseClassic(address.toString()));
    }

    @Property(tries = 5000)
    void noTextIsTooMuch(
            @ForAll @StringLength(max = 40) @CharRange(from = '.', to = ':') @CharRange(from = 'a', to = 'g')
                    String text) {
        IpAddress address = IpAddress.parse(text);
        IpAddress classic = IpAddress.parseClassic(text);
        if (address != null) {
            assertEquals(address, IpAddress.parse(address.toString()));
        }
        if (classic != null) {
            assertEquals(4, classic.bytes().length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:DB8:0:0:0:0:0:1",
        "::, 0::0",
        "::1.2.3.4, ::102:304",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7::"
    })
    void v6TextIsTheShortOne(String shown, String read) {
        IpAddress address = IpAddress.parse6(read);
        assertNotNull(address);
        assertEquals(shown, address.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.256",
                " 1.2.3.4",
                "::1%lo",
                "1::2::3",
                ":::",
                "12345::"
            })
    void whatIsNoAddressIsNone(String text) {
        assertNull(IpAddress.parse(text));
        assertThrows(IllegalArgumentException.class, () -> IpAddress.of(text));
    }

    @Test
    void portsAndLengthsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new IpEndpoint(IpAddress.ANY4, 65536));
        assertThrows(IllegalArgumentException.class, () -> IpAddress.of(new byte[5]));
        assertThrows(IllegalArgumentException.class, () -> UnixAddress.of(new byte[108]));
        assertEquals("[::1]:80", IpEndpoint.of("::1", 80).toString());
    }

    @Test
    void addressesTakeTheKernelsForm() {
        for (Address address : new Address[] {
            IpEndpoint.of("1.2.3.4", 0x1234),
            IpEndpoint.of("2001:db8::5", 65535),
            new NetlinkAddress(3, 77),
            new PacketAddress(9),
            UnixAddress.of(new byte[] {0, 'a', 0, 'b'})
        }) {
            byte[] raw = AddressFormat.encode(address);
            assertEquals(address, AddressFormat.decode(raw, raw.length));
        }
        byte[] raw = AddressFormat.encode(IpEndpoint.of("1.2.3.4", 0x1234));
        assertArrayEquals(new byte[] {0x12, 0x34, 1, 2, 3, 4}, java.util.Arrays.copyOfRange(raw, 2, 8));
        assertEquals(new OtherAddress(0), AddressFormat.decode(raw, 0));
    }
}
