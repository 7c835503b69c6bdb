package lettermill.wire.domain;

/** A DKIM key beside the one that signs first, and its record as it is. */
public record SelectorCheck(Selector selector, RecordCheck record) {}
