package lettermill.sender.ip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An address as a client adds it.
 *
 * @param ipAddress in digits, IPv4 or IPv6
 * @param hostname the name that its PTR record has
 * @param dailyLimit cap of mails a day; null for none
 */
public record DedicatedIpRequest(
        @Nullable String ipAddress,
        @Nullable String hostname,
        @Nullable Integer dailyLimit) {

    /** What may be changed; another address is another one. */
    public record Changes(
            @Nullable String hostname, @Nullable Integer dailyLimit) {}

    /** All that is needed, checked. */
    record Complete(
            String ipAddress, String hostname, @Nullable Integer dailyLimit) {}

    /** @throws Problem.Invalid with all that is wrong */
    Complete validated() {
        List<Problem.Field> wrong = new ArrayList<>();
        String address = address();
        if (address == null) {
            wrong.add(new Problem.Field(
                    "ip_address", "is no address that mail can leave from", "one of this machine, such as 192.0.2.7"));
        }
        String name = hostname == null ? "" : hostname.strip().toLowerCase(Locale.ROOT);
        if (!name.contains(".")
                || !(EmailAddress.read("postmaster@" + name) instanceof EmailAddress.Readable(EmailAddress readable))) {
            wrong.add(new Problem.Field("hostname", "is no host name", "the name in its PTR record: out1.example.org"));
        } else {
            name = readable.domain();
        }
        if (dailyLimit != null && dailyLimit < 1) {
            wrong.add(new Problem.Field("daily_limit", "is " + dailyLimit, "a number from 1 on, or null for no cap"));
        }
        if (address == null || !wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return new Complete(address, name, dailyLimit);
    }

    private @Nullable String address() {
        try {
            InetAddress address = InetAddress.ofLiteral(ipAddress == null ? "" : ipAddress.strip());
            boolean nobodys = address.isAnyLocalAddress() || address.isMulticastAddress();
            // A zone names an interface of one machine.
            return nobodys || address.getHostAddress().contains("%") ? null : address.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
