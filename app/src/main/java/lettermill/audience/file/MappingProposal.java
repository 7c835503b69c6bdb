package lettermill.audience.file;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lettermill.audience.SubscriberStatus;
import lettermill.base.EmailAddress;

/** Proposes what the columns of a file become, from their headings and first cells. */
public final class MappingProposal {

    private static final Map<ColumnTarget, Set<String>> WORDS = new EnumMap<>(Map.of(
            ColumnTarget.EMAIL,
            Set.of(
                    "email",
                    "emailaddress",
                    "mail",
                    "mailaddress",
                    "emailadresse",
                    "correo",
                    "correoelectronico",
                    "courriel",
                    "adresseemail"),
            ColumnTarget.NAME,
            Set.of("name", "fullname", "displayname", "contactname", "nombre", "nom"),
            ColumnTarget.FIRST_NAME,
            Set.of("firstname", "givenname", "forename", "fname", "vorname", "prenom"),
            ColumnTarget.LAST_NAME,
            Set.of("lastname", "surname", "familyname", "lname", "nachname", "apellido", "apellidos"),
            ColumnTarget.STATUS,
            Set.of("status", "subscriptionstatus", "emailstatus", "emailmarketingstatus", "subscriberstatus"),
            ColumnTarget.DO_NOT_CONTACT,
            Set.of("donotcontact", "donotemail", "dnc", "unsubscribed", "optout", "optedout"),
            ColumnTarget.TAGS,
            Set.of("tags", "tag", "labels")));

    // Bookkeeping of the exporting product, of no use as an attribute; several tell about the person's whereabouts.
    private static final Map<FileOrigin, Set<String>> IGNORED = new EnumMap<>(Map.of(
            FileOrigin.MAILCHIMP,
            Set.of(
                    "memberrating",
                    "optintime",
                    "optinip",
                    "confirmtime",
                    "confirmip",
                    "latitude",
                    "longitude",
                    "gmtoff",
                    "dstoff",
                    "lastchanged",
                    "leid",
                    "euid",
                    "unsubtime",
                    "unsubcampaigntitle",
                    "unsubcampaignid",
                    "unsubreason",
                    "unsubreasonother",
                    "cleantime",
                    "cleancampaigntitle",
                    "cleancampaignid",
                    "notes"),
            FileOrigin.MAUTIC,
            Set.of(
                    "id",
                    "dateadded",
                    "datemodified",
                    "dateidentified",
                    "createdby",
                    "modifiedby",
                    "lastactive",
                    "ispublished",
                    "owner",
                    "ownername",
                    "createdbyuser",
                    "modifiedbyuser",
                    "preferredprofileimage"),
            FileOrigin.LISTMONK,
            Set.of("uuid", "createdat", "updatedat"),
            FileOrigin.LETTERMILL,
            Set.of("lettermillid", "createdat")));

    private MappingProposal() {}

    /** A plan for the file as it stands, for the user to change; without an EMAIL column if none is found. */
    public static ImportPlan of(FileInspection.Finding finding) {
        List<String> words =
                finding.columns().stream().map(MappingProposal::word).toList();
        FileOrigin origin = origin(words);
        Set<ColumnTarget> taken = new HashSet<>();
        List<ColumnMapping> columns = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String column = finding.columns().get(i);
            ColumnTarget target = target(words.get(i), origin);
            boolean repeated = target != ColumnTarget.ATTRIBUTE && target != ColumnTarget.IGNORE && !taken.add(target);
            columns.add(
                    target == ColumnTarget.ATTRIBUTE || repeated
                            ? attribute(column, cells(finding, i))
                            : ColumnMapping.to(column, target));
        }
        if (!taken.contains(ColumnTarget.EMAIL)) {
            mapByContent(finding, columns);
        }
        return new ImportPlan(origin, finding.format(), columns, status(words, origin), List.of(), List.of());
    }

    private static FileOrigin origin(List<String> words) {
        if (words.contains("lettermillid")) {
            return FileOrigin.LETTERMILL;
        }
        if (words.contains("leid") && words.contains("euid")) {
            return FileOrigin.MAILCHIMP;
        }
        if (words.containsAll(List.of("uuid", "email", "attributes", "status"))) {
            return FileOrigin.LISTMONK;
        }
        boolean mautic = words.contains("dateidentified")
                || words.contains("points") && words.contains("firstname") && words.contains("email")
                || words.contains("donotcontact");
        return mautic ? FileOrigin.MAUTIC : FileOrigin.OTHER;
    }

    /** Mailchimp writes a file for each status and tells it only by the columns that are there. */
    private static SubscriberStatus status(List<String> words, FileOrigin origin) {
        if (origin != FileOrigin.MAILCHIMP) {
            return SubscriberStatus.ACTIVE;
        }
        if (words.contains("unsubtime")) {
            return SubscriberStatus.UNSUBSCRIBED;
        }
        return words.contains("cleantime") ? SubscriberStatus.BOUNCED : SubscriberStatus.ACTIVE;
    }

    private static ColumnTarget target(String word, FileOrigin origin) {
        if (IGNORED.getOrDefault(origin, Set.of()).contains(word)) {
            return ColumnTarget.IGNORE;
        }
        if (origin == FileOrigin.LISTMONK && word.equals("attributes")) {
            return ColumnTarget.ATTRIBUTES;
        }
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ColumnTarget.ATTRIBUTE);
    }

    private static ColumnMapping attribute(String column, List<String> cells) {
        return ColumnMapping.attribute(column, attributeName(column), type(cells));
    }

    /** A name that a template can use: lower case, words joined by underscores. */
    private static String attributeName(String column) {
        String name = Normalizer.normalize(column, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        return name.isEmpty() ? "column" : name.substring(0, Math.min(name.length(), 100));
    }

    /** The narrowest type that all the cells have; a leading zero or plus is part of a text, such as a telephone number. */
    private static AttributeType type(List<String> cells) {
        if (cells.isEmpty()) {
            return AttributeType.STRING;
        }
        if (cells.stream().allMatch(cell -> cell.matches("-?(0|[1-9][0-9]{0,14})([.][0-9]{1,15})?"))) {
            return AttributeType.NUMBER;
        }
        if (cells.stream().allMatch(cell -> cell.matches("(?i)true|false"))) {
            return AttributeType.BOOLEAN;
        }
        boolean dates = cells.stream().allMatch(cell -> cell.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?"));
        return dates ? AttributeType.DATE : AttributeType.STRING;
    }

    private static void mapByContent(FileInspection.Finding finding, List<ColumnMapping> columns) {
        for (int i = 0; i < columns.size(); i++) {
            List<String> cells = cells(finding, i);
            boolean addresses = !cells.isEmpty()
                    && cells.stream().allMatch(cell -> EmailAddress.read(cell) instanceof EmailAddress.Readable);
            if (addresses) {
                columns.set(i, ColumnMapping.to(columns.get(i).column(), ColumnTarget.EMAIL));
                return;
            }
        }
    }

    private static List<String> cells(FileInspection.Finding finding, int column) {
        return finding.sample().stream()
                .filter(record -> record.size() > column)
                .map(record -> record.get(column).strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static String word(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }
}
