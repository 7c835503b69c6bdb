package lettermill.mailagent.spf;

import java.net.InetAddress;

/** Addresses that agree in their leading bits. */
final class AddressRange {
    private AddressRange() {}

    /** False for addresses of two kinds, whatever the length. */
    static boolean contains(InetAddress network, int length, InetAddress address) {
        byte[] left = network.getAddress();
        byte[] right = address.getAddress();
        if (left.length != right.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((left[bit / 8] ^ right[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
