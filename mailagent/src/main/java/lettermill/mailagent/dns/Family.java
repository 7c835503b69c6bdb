package lettermill.mailagent.dns;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The two kinds of IP addresses. */
public enum Family {
    IP4,
    IP6;

    public static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IP4 : IP6;
    }
}
