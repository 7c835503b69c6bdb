package lettermill.mailagent.mime;

/** The relaxed canonical forms of RFC 6376 section 3.4, for messages whose every line ends in CRLF. */
final class RelaxedCanonical {
    private RelaxedCanonical() {}

    /**
     * Section 3.4.4: runs of white space become one space, none at line ends, no empty lines at the end.
     *
     * @param out at least as long as the body
     * @return the length of the canonical body in {@code out}
     */
    static int body(byte[] octets, int from, int to, byte[] out) {
        int size = 0;
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (octet != ' ' && octet != '\t') {
                out[size++] = octet;
                continue;
            }
            while (i + 1 < to && (octets[i + 1] == ' ' || octets[i + 1] == '\t')) {
                i++;
            }
            if (i + 1 < to && octets[i + 1] != '\r') {
                out[size++] = ' ';
            }
        }
        while (size >= 4 && out[size - 3] == '\n' && out[size - 1] == '\n') {
            size -= 2;
        }
        return size == 2 && out[0] == '\r' ? 0 : size;
    }

    /**
     * Section 3.4.2: lower-case name, unfolded, one space for a run of white space, none around the value.
     *
     * @return the new size of {@code out}, to which the field and a CRLF were added
     */
    static int field(byte[] octets, int from, int to, byte[] out, int size) {
        int i = from;
        while (octets[i] != ':') {
            byte c = octets[i++];
            out[size++] = c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
        }
        out[size++] = ':';
        boolean gap = false;
        boolean empty = true;
        for (i++; i < to; i++) {
            byte octet = octets[i];
            if (octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n') {
                gap = !empty;
                continue;
            }
            if (gap) {
                out[size++] = ' ';
                gap = false;
            }
            out[size++] = octet;
            empty = false;
        }
        out[size++] = '\r';
        out[size++] = '\n';
        return size;
    }
}
