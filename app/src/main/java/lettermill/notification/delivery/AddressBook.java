package lettermill.notification.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.notification.endpoint.EndpointUrl;
import lettermill.notification.endpoint.Networks;

/** Finds the addresses of an endpoint and judges them. Whoever connects takes these very addresses and asks nobody again. */
final class AddressBook {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DnsClient resolver;
    private final Networks networks;

    AddressBook(DnsClient resolver, Networks networks) {
        this.resolver = resolver;
        this.networks = networks;
    }

    /**
     * At least one address, all of which may be called over TLS.
     *
     * @param host a name or an address; of IPv6 without brackets
     * @throws UnknownHostException in words for the endpoint's owner, when there is none or one of them may not
     */
    List<InetAddress> callable(String host) throws UnknownHostException {
        Optional<InetAddress> literal = EndpointUrl.literal(host);
        List<InetAddress> found = literal.isPresent() ? List.of(literal.get()) : lookUp(host);
        for (InetAddress address : found) {
            if (!networks.mayCall(address)) {
                throw new UnknownHostException("refused: " + host + " leads to " + address.getHostAddress()
                        + ", which is not on the public Internet");
            }
        }
        return found;
    }

    /**
     * At least one address, all of which may be called without TLS.
     *
     * @throws UnknownHostException as above
     */
    List<InetAddress> ours(String host) throws UnknownHostException {
        List<InetAddress> found = callable(host);
        if (!found.stream().allMatch(networks::isOurs)) {
            throw new UnknownHostException("refused: without TLS we speak to networks of our own only");
        }
        return found;
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        Inquiry inquiry = resolver.inquire(PATIENCE);
        List<InetAddress> found = new ArrayList<>();
        String trouble = "there is no address of " + host;
        for (Family family : Family.values()) {
            Answer<InetAddress> answer = inquiry.addresses(host, family);
            found.addAll(answer.values());
            if (answer instanceof Answer.Failed<InetAddress> failed) {
                trouble = "the address of " + host + " could not be looked up: " + failed.detail();
            }
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(trouble);
        }
        return found;
    }
}
