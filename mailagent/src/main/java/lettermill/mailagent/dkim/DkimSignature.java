package lettermill.mailagent.dkim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lettermill.mailagent.dkim.DkimKeyRecord.KeyType;

/**
 * A DKIM-Signature field (RFC 6376 section 3.5), checked as far as it can be without its key.
 *
 * @param identity the domain of i=
 * @param headers names of the signed fields, lower-case, in order
 * @param bodyLength of l=; -1 for the whole body
 * @param expires of x=, seconds since 1970; -1 for never
 */
record DkimSignature(
        String domain,
        String selector,
        String identity,
        KeyType keyType,
        String hash,
        Canonical headerForm,
        Canonical bodyForm,
        List<String> headers,
        long bodyLength,
        long expires,
        byte[] bodyHash,
        byte[] signature) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static DkimSignature parse(String value) throws DkimException {
        Tags tags = Tags.parse(value);
        require(tags.need("v").equals("1"), "v= is not 1");
        String algorithm = tags.need("a");
        List<String> headers = list(tags.need("h"));
        require(headers.contains("from"), "h= leaves out From");
        String domain = tags.need("d").toLowerCase(Locale.ROOT);
        require(!domain.isEmpty() && !tags.need("s").isEmpty(), "d= or s= is empty");
        String identity = tags.get("i", "@" + domain);
        String identityDomain =
                identity.substring(identity.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        require(
                identity.contains("@") && (identityDomain.equals(domain) || identityDomain.endsWith("." + domain)),
                "i= is not within d=");
        require(list(tags.get("q", "dns/txt")).contains("dns/txt"), "q= names no way to find the key");
        String[] forms = tags.get("c", "simple/simple").toLowerCase(Locale.ROOT).split("/", 2);
        long signed = number(tags, "t");
        long expires = number(tags, "x");
        require(expires < 0 || signed < 0 || expires > signed, "x= is not after t=");
        return new DkimSignature(
                domain,
                tags.need("s"),
                identityDomain,
                keyType(algorithm),
                algorithm.substring(algorithm.indexOf('-') + 1),
                Canonical.of(forms[0]),
                Canonical.of(forms.length == 1 ? "simple" : forms[1]),
                headers,
                number(tags, "l"),
                expires,
                Tags.base64("bh", tags.need("bh")),
                Tags.base64("b", tags.need("b")));
    }

    private static KeyType keyType(String algorithm) throws DkimException {
        return switch (algorithm) {
            case "rsa-sha256" -> KeyType.RSA;
            case "ed25519-sha256" -> KeyType.ED25519;
            case "rsa-sha1" -> throw new DkimException("rsa-sha1 is not to be accepted any more (RFC 8301)");
            default -> throw new DkimException("a=" + algorithm + " is no known algorithm");
        };
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(":"))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static long number(Tags tags, String name) throws DkimException {
        String value = tags.get(name);
        require(value == null || NUMBER.matcher(value).matches(), name + "= is no number");
        return value == null ? -1 : Long.parseLong(value);
    }

    private static void require(boolean right, String why) throws DkimException {
        if (!right) {
            throw new DkimException(why);
        }
    }
}
