package lettermill.lab.vendor;

import java.util.Map;

/**
 * A mail that a vendor has taken.
 *
 * @param vendorId by which the vendor's events speak of it
 * @param recipient the one address it goes to
 * @param tags what the sender wants to see again in each event
 * @param content the message as MIME
 */
public record VendorMail(String vendorId, String sender, String recipient, Map<String, String> tags, byte[] content) {}
