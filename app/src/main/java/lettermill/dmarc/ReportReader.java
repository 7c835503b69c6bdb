package lettermill.dmarc;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import lettermill.base.Problem;
import lettermill.dmarc.AggregateReport.Disposition;
import lettermill.dmarc.AggregateReport.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of a report, record by record. It asks only for what is shown: receivers differ in all else, in namespaces, order and
 * members of their own.
 */
final class ReportReader {

    static final int MOST_RECORDS = 100_000;

    private static final XMLInputFactory FACTORY = factory();

    private final List<Source> sources = new ArrayList<>();
    private Element metadata = Element.NONE;
    private Element policy = Element.NONE;

    private ReportReader() {}

    /** No document type and no entity of it: a report needs none, and they are ways to read our files and fill our memory. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * Reads a report.
     *
     * @throws Problem.Invalid naming the element that is missing or cannot be read
     */
    static AggregateReport read(byte[] xml) {
        ReportReader reader = new ReportReader();
        try {
            XMLStreamReader stream = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            reader.read(stream);
            stream.close();
        } catch (XMLStreamException broken) {
            throw new Problem.Invalid(
                    "body",
                    "it is no XML that can be read, line "
                            + broken.getLocation().getLineNumber(),
                    "an aggregate report of DMARC (RFC 9990)");
        }
        return reader.report();
    }

    private void read(XMLStreamReader stream) throws XMLStreamException {
        if (stream.nextTag() != XMLStreamConstants.START_ELEMENT
                || !stream.getLocalName().equals("feedback")) {
            throw new Problem.Invalid(
                    "body",
                    "its root is <" + stream.getLocalName() + ">",
                    "an aggregate report, whose root is <feedback>");
        }
        while (stream.next() != XMLStreamConstants.END_DOCUMENT) {
            if (stream.isStartElement()) {
                take(Element.read(stream));
            }
        }
    }

    private void take(Element element) {
        switch (element.name()) {
            case "report_metadata" -> metadata = element;
            case "policy_published" -> policy = element;
            case "record" -> {
                if (sources.size() == MOST_RECORDS) {
                    throw new Problem.Invalid(
                            "body", "it has more than " + MOST_RECORDS + " records", "a report with fewer");
                }
                sources.add(source(element));
            }
            default -> {
                // version, and what receivers add
            }
        }
    }

    private AggregateReport report() {
        return new AggregateReport(
                required(metadata, "report_metadata", "org_name"),
                required(metadata, "report_metadata", "report_id"),
                time(metadata.child("date_range"), "begin"),
                time(metadata.child("date_range"), "end"),
                host(required(policy, "policy_published", "domain")),
                policy.text("p").isEmpty() ? "none" : policy.text("p").toLowerCase(Locale.ROOT),
                List.copyOf(sources));
    }

    private static Source source(Element record) {
        Element row = record.child("row");
        Element evaluated = row.child("policy_evaluated");
        Element identifiers = record.child("identifiers");
        return new Source(
                address(required(row, "row", "source_ip")),
                count(required(row, "row", "count")),
                disposition(evaluated.text("disposition")),
                evaluated.text("dkim").equalsIgnoreCase("pass"),
                evaluated.text("spf").equalsIgnoreCase("pass"),
                host(required(identifiers, "identifiers", "header_from")),
                blankToNull(host(identifiers.text("envelope_from"))),
                record.child("auth_results").children("dkim").stream()
                        .filter(result -> result.text("result").equalsIgnoreCase("pass"))
                        .map(result -> host(result.text("domain")))
                        .distinct()
                        .collect(Collectors.joining(",")),
                evaluated.children("reason").stream()
                        .map(reason -> reason.text("type"))
                        .distinct()
                        .collect(Collectors.joining(",")));
    }

    private static String required(Element parent, String path, String name) {
        String text = parent.text(name);
        if (text.isEmpty()) {
            throw new Problem.Invalid(path + "." + name, "it is missing", "an aggregate report of DMARC (RFC 9990)");
        }
        return text;
    }

    private static Instant time(Element range, String name) {
        String text = required(range, "report_metadata.date_range", name);
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new Problem.Invalid(
                    "report_metadata.date_range." + name, text + " is no time", "seconds since 1970 (RFC 9990)");
        }
    }

    private static String address(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException name) {
            throw new Problem.Invalid("row.source_ip", text + " is no address", "an address of IPv4 or IPv6");
        }
    }

    private static long count(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw new Problem.Invalid("row.count", text + " is no number of messages", "a whole number");
        }
        return Long.parseLong(text);
    }

    /** Words that no RFC has are the receivers' way to say that they did nothing. */
    private static Disposition disposition(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "pass" -> Disposition.PASS;
            case "quarantine" -> Disposition.QUARANTINE;
            case "reject" -> Disposition.REJECT;
            default -> Disposition.NONE;
        };
    }

    private static String host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
