package lettermill.audience.file;

/** What a column of a file becomes. */
public enum ColumnTarget {
    EMAIL,
    NAME,
    /** Kept as the attribute first_name, and the beginning of the name where no column has the whole. */
    FIRST_NAME,
    LAST_NAME,
    STATUS,
    /** Mautic's flag or reason code: anything but empty, 0, false and no means that the person left. */
    DO_NOT_CONTACT,
    /** Texts separated by comma, semicolon or bar. */
    TAGS,
    /** One attribute, named in the mapping. */
    ATTRIBUTE,
    /** A JSON object of attributes, as listmonk exports them. */
    ATTRIBUTES,
    IGNORE
}
