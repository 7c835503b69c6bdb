package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.domain.Certificates.Handshake;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.TrackingHost;

/** Whether links on a tracking domain lead to us, and whether a browser believes who answers there. */
final class TrackingJudge {
    private static final Duration SOON = Duration.ofDays(14);

    private final Certificates certificates;
    private final Clock clock;

    /** @param failure why DNS did not tell all; empty if it did */
    private record Addresses(Set<InetAddress> found, Optional<String> failure) {}

    TrackingJudge(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    RecordCheck judge(Examination examination, TrackingHost tracking) {
        String host = tracking.host();
        Addresses there = addresses(host, examination.dns());
        Addresses ours = addresses(tracking.target(), examination.dns());
        examination.found(
                there.found().stream().map(InetAddress::getHostAddress).toList());
        Optional<InetAddress> shared =
                there.found().stream().filter(ours.found()::contains).findFirst();
        if (shared.isPresent()) {
            return certificate(examination, tracking, shared.get());
        }
        Optional<String> failure = there.failure().or(ours::failure);
        if (failure.isPresent()) {
            return examination.unknown(failure.get());
        }
        if (there.found().isEmpty()) {
            return examination.missing(
                    host + " has no address, so links in mails lead nowhere.", "Publish the record.");
        }
        return examination.wrong(
                host + " leads to another server than " + tracking.target() + ", where this one is reached.",
                "Point it to " + tracking.target() + "; if that is not where this server is reached, mend"
                        + " LETTERMILL_BASE_URL.");
    }

    /** Only ever asked of an address that is ours, so that nobody has us knock at other people's doors. */
    private RecordCheck certificate(Examination examination, TrackingHost tracking, InetAddress address) {
        return switch (certificates.shake(tracking.host(), address, tracking.port())) {
            case Handshake.Believed(var until) -> {
                LocalDate day = LocalDate.ofInstant(until, ZoneOffset.UTC);
                if (until.isBefore(clock.instant().plus(SOON))) {
                    examination.warn("Its certificate ends on " + day + ".", "Renew it.");
                }
                yield examination.ok(tracking.host() + " leads here, with a certificate until " + day + ".");
            }
            case Handshake.Refused(String why) ->
                examination.wrong(
                        "Browsers would not believe the certificate of " + tracking.host() + ": " + why + ".",
                        "Give the proxy that ends TLS a certificate for the name.");
            case Handshake.Unreachable(String why) ->
                examination.wrong(
                        "Nobody answers https://" + tracking.host() + ": " + why + ".",
                        "Have a proxy end TLS there and pass requests on.");
        };
    }

    private static Addresses addresses(String host, Inquiry dns) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.equals("localhost")) {
            return new Addresses(Set.of(InetAddress.getLoopbackAddress()), Optional.empty());
        }
        if (bare.contains(":") || bare.matches("[0-9.]+")) {
            return new Addresses(Set.of(InetAddress.ofLiteral(bare)), Optional.empty());
        }
        Set<InetAddress> found = new LinkedHashSet<>();
        Optional<String> failure = Optional.empty();
        for (Family family : List.of(Family.IP4, Family.IP6)) {
            Answer<InetAddress> answer = dns.addresses(bare, family);
            found.addAll(answer.values());
            if (answer instanceof Failed<InetAddress>(Answer.Failure why, String detail)) {
                failure = Optional.of("the addresses of " + bare + ": " + detail);
            }
        }
        return new Addresses(found, failure);
    }
}
