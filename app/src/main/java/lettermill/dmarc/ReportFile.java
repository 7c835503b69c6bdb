package lettermill.dmarc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import lettermill.base.Problem;

/** A report as it comes by mail: XML, plain, in gzip or in zip (RFC 9990 section 2.6.3), told apart by its first bytes. */
final class ReportFile {

    /** Unpacked; the largest that receivers of our size of senders make are a tenth of it. */
    static final int LARGEST = 32 * 1024 * 1024;

    private static final int GZIP = 0x1F8B;
    private static final int ZIP = 0x504B;

    private ReportFile() {}

    /**
     * The XML within.
     *
     * @throws Problem.Invalid when the packing is broken, or there is too much in it
     */
    static byte[] unpack(byte[] file) {
        int magic = file.length < 2 ? 0 : (file[0] & 0xFF) << 8 | file[1] & 0xFF;
        try (InputStream content = open(file, magic)) {
            byte[] xml = content.readNBytes(LARGEST + 1);
            if (xml.length > LARGEST) {
                throw new Problem.Invalid(
                        "body", "it unpacks to more than " + LARGEST + " bytes", "a report of a reasonable size");
            }
            return xml;
        } catch (IOException broken) {
            throw new Problem.Invalid(
                    "body", "it cannot be unpacked", "the report's XML as it came by mail: plain, in gzip or in zip");
        }
    }

    private static InputStream open(byte[] file, int magic) throws IOException {
        InputStream bytes = new ByteArrayInputStream(file);
        return switch (magic) {
            case GZIP -> new GZIPInputStream(bytes);
            case ZIP -> firstXml(new ZipInputStream(bytes));
            default -> bytes;
        };
    }

    private static InputStream firstXml(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".xml")) {
                return zip;
            }
        }
        throw new Problem.Invalid("body", "the zip has no .xml file in it", "a zip with the report's XML");
    }
}
