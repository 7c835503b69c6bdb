package lettermill.dmarc;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of XML with all that is in it, by local names; attributes and comments are left out.
 *
 * @param own its text, without white space at its ends
 */
record Element(String name, String own, List<Element> all) {

    /** What stands for one that is not there. */
    static final Element NONE = new Element("", "", List.of());

    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 1_000;

    /** Reads the element whose start the stream is at, to its end. */
    static Element read(XMLStreamReader stream) throws XMLStreamException {
        return read(stream, DEEPEST);
    }

    private static Element read(XMLStreamReader stream, int depth) throws XMLStreamException {
        if (depth == 0) {
            throw new XMLStreamException("elements within elements", stream.getLocation());
        }
        String name = stream.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Element> all = new ArrayList<>();
        for (stream.next(); !stream.isEndElement(); stream.next()) {
            if (stream.isStartElement()) {
                all.add(read(stream, depth - 1));
            } else if (stream.isCharacters() && text.length() < LONGEST_TEXT) {
                text.append(stream.getText());
            }
        }
        String own = text.toString().replace('\0', ' ').strip();
        return new Element(name, own.length() > LONGEST_TEXT ? own.substring(0, LONGEST_TEXT) : own, all);
    }

    /** The first of that name; {@link #NONE} for none. */
    Element child(String wanted) {
        return all.stream()
                .filter(child -> child.name.equals(wanted))
                .findFirst()
                .orElse(NONE);
    }

    List<Element> children(String wanted) {
        return all.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** The text of the first of that name; empty for none. */
    String text(String wanted) {
        return child(wanted).own;
    }
}
