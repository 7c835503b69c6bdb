package lettermill.dmarc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reports as receivers write them. */
final class TestReport {

    private final StringBuilder records = new StringBuilder();
    private final String root;
    private final String id;
    private final String domain;
    private final Instant end;

    private TestReport(String root, String id, String domain, Instant end) {
        this.root = root;
        this.id = id;
        this.domain = domain;
        this.end = end;
    }

    /** By RFC 7489, as most still write them. */
    static TestReport of(String id, String domain, Instant end) {
        return new TestReport("<feedback>", id, domain, end);
    }

    /** By RFC 9990, which has a namespace. */
    static TestReport ofTheNewKind(String id, String domain, Instant end) {
        return new TestReport("<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">", id, domain, end);
    }

    TestReport record(String address, int count, String dkim, String spf, String disposition, String from) {
        records.append("""
                <record><row><source_ip>%s</source_ip><count>%d</count><policy_evaluated>
                <disposition>%s</disposition><dkim>%s</dkim><spf>%s</spf></policy_evaluated></row>
                <identifiers><header_from>%s</header_from><envelope_from>bounce.%s</envelope_from></identifiers>
                <auth_results><dkim><domain>%s</domain><selector>s</selector><result>%s</result></dkim>
                <spf><domain>bounce.%s</domain><result>%s</result></spf></auth_results></record>
                """.formatted(address, count, disposition, dkim, spf, from, from, from, dkim, from, spf));
        return this;
    }

    String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8" ?>
                %s<version>1.0</version>
                <report_metadata><org_name>google.com</org_name><email>noreply@google.com</email>
                <report_id>%s</report_id><date_range><begin>%d</begin><end>%d</end></date_range></report_metadata>
                <policy_published><domain>%s</domain><adkim>r</adkim><aspf>r</aspf><p>quarantine</p></policy_published>
                %s</feedback>
                """.formatted(root, id, end.getEpochSecond() - 86_399, end.getEpochSecond(), domain, records);
    }

    byte[] plain() {
        return xml().getBytes(StandardCharsets.UTF_8);
    }

    byte[] gzip() {
        return gzip(plain());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return packed.toByteArray();
    }

    byte[] zip(String name) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(plain());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return packed.toByteArray();
    }
}
