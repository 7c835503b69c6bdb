package lettermill.audience.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import lettermill.audience.SubscriberStatus;
import lettermill.base.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingProposalTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8,        '',       UTF_8",
        "UTF-8,        EFBBBF,   UTF_8",
        "UTF-16LE,     FFFE,     UTF_16LE",
        "UTF-16BE,     FEFF,     UTF_16BE",
        "UTF-16LE,     '',       UTF_16LE",
        "UTF-16BE,     '',       UTF_16BE",
        "windows-1252, '',       WINDOWS_1252",
    })
    void readsTheUsualEncodings(String charset, String mark, CsvFormat.Encoding expected) throws Exception {
        byte[] text = "email;Straße\r\nana@example.org;Königsallee\r\n".getBytes(Charset.forName(charset));
        Path file = folder.resolve("people.csv");
        Files.write(file, HexFormat.of().parseHex(mark));
        Files.write(file, text, java.nio.file.StandardOpenOption.APPEND);

        FileInspection.Finding finding = FileInspection.inspect(file);

        assertThat(finding.format()).isEqualTo(new CsvFormat(expected, ";", CsvFormat.Headings.FIRST_RECORD));
        assertThat(finding.columns()).containsExactly("email", "Straße");
        assertThat(finding.sample().getFirst()).containsExactly("ana@example.org", "Königsallee");
    }

    @Test
    void aFileWithoutHeadingsLosesNobody() throws Exception {
        FileInspection.Finding finding = inspect("Ana|ana@example.org\nBo|bo@example.org\n");

        assertThat(finding.format().headings()).isEqualTo(CsvFormat.Headings.NONE);
        assertThat(finding.sample()).hasSize(2);
        assertThat(target(MappingProposal.of(finding), "column 2")).isEqualTo(ColumnTarget.EMAIL);
    }

    @Test
    void aPictureIsRefused() {
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffe000104a46494600010101006000600000ffdb004300080606070605");
        assertThatThrownBy(() -> inspect(jpeg))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("not a text file");
        // The head of an XLSX file, which is a ZIP file.
        byte[] workbook = HexFormat.of().parseHex("504b030414000600080000002100a4f1");
        assertThatThrownBy(() -> inspect(workbook))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("not a text file");
        assertThatThrownBy(() -> inspect(new byte[0]))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("empty");
    }

    @Test
    void mailchimpSaysTheStatusByTheColumns() throws Exception {
        String columns = "Email Address,First Name,Last Name,OPTIN_TIME,LEID,EUID,TAGS";
        String row = "ana@example.org,Ana,Lima,2024-01-01 10:00:00,1,2,\"\"\"vip\"\",\"\"old town\"\"\"";

        ImportPlan subscribed = MappingProposal.of(inspect(columns + "\n" + row + "\n"));
        ImportPlan unsubscribed =
                MappingProposal.of(inspect(columns + ",UNSUB_TIME\n" + row + ",2025-01-01 10:00:00\n"));
        ImportPlan cleaned = MappingProposal.of(inspect(columns + ",CLEAN_TIME\n" + row + ",2025-01-01 10:00:00\n"));

        assertThat(subscribed.origin()).isEqualTo(FileOrigin.MAILCHIMP);
        assertThat(subscribed.status()).isEqualTo(SubscriberStatus.ACTIVE);
        assertThat(unsubscribed.status()).isEqualTo(SubscriberStatus.UNSUBSCRIBED);
        assertThat(cleaned.status()).isEqualTo(SubscriberStatus.BOUNCED);
        assertThat(target(subscribed, "OPTIN_TIME")).isEqualTo(ColumnTarget.IGNORE);
        RowReader.Taken taken = (RowReader.Taken) new RowReader(subscribed)
                .read(inspect(columns + "\n" + row + "\n").sample().getFirst());
        assertThat(taken.row().name()).isEqualTo("Ana Lima");
        assertThat(taken.row().tags()).containsExactly("vip", "old town");
        assertThat(taken.row().attributes()).isEqualTo("{\"first_name\":\"Ana\",\"last_name\":\"Lima\"}");
    }

    @ParameterizedTest
    @CsvSource({"enabled, ACTIVE", "disabled, UNSUBSCRIBED", "blocklisted, UNSUBSCRIBED"})
    void listmonkIsTakenAsItIs(String word, SubscriberStatus status) throws Exception {
        FileInspection.Finding finding = inspect("uuid,email,name,attributes,status,created_at,updated_at\n"
                + "5d940585-3cc8-4add-b9c5-76efba3c6edd,ana@example.org,Ana,\"{\"\"city\"\": \"\"Porto\"\", \"\"age\"\": 7}\","
                + word
                + ",2024-01-01,2024-01-01\n");
        ImportPlan plan = MappingProposal.of(finding);

        assertThat(plan.origin()).isEqualTo(FileOrigin.LISTMONK);
        RowReader.Taken taken =
                (RowReader.Taken) new RowReader(plan).read(finding.sample().getFirst());
        assertThat(taken.row().status()).isEqualTo(status);
        assertThat(taken.row().attributes()).isEqualTo("{\"city\":\"Porto\",\"age\":7}");
    }

    @ParameterizedTest
    @CsvSource({"'', ACTIVE", "0, ACTIVE", "1, UNSUBSCRIBED", "2, BOUNCED", "TRUE, UNSUBSCRIBED"})
    void mauticsDoNotContactIsUnderstood(String cell, SubscriberStatus status) throws Exception {
        FileInspection.Finding finding = inspect("id;firstname;lastname;email;points;doNotContact;tags\n"
                + "3;Ana;Lima;ana@example.org;12;" + cell + ";vip|old\n");
        ImportPlan plan = MappingProposal.of(finding);

        assertThat(plan.origin()).isEqualTo(FileOrigin.MAUTIC);
        RowReader.Taken taken =
                (RowReader.Taken) new RowReader(plan).read(finding.sample().getFirst());
        assertThat(taken.row().status()).isEqualTo(status);
        assertThat(taken.row().tags()).containsExactly("vip", "old");
    }

    @Test
    void telephoneNumbersStayTexts() throws Exception {
        ImportPlan plan = MappingProposal.of(inspect("email,phone,zip,score\na@example.org,+49301234,01067,1.5\n"));

        assertThat(plan.columns())
                .extracting(ColumnMapping::type)
                .containsExactly(null, AttributeType.STRING, AttributeType.STRING, AttributeType.NUMBER);
    }

    private FileInspection.Finding inspect(String csv) throws Exception {
        return inspect(csv.getBytes(StandardCharsets.UTF_8));
    }

    private FileInspection.Finding inspect(byte[] bytes) throws Exception {
        return FileInspection.inspect(Files.write(folder.resolve("file.csv"), bytes));
    }

    private static ColumnTarget target(ImportPlan plan, String column) {
        return plan.columns().stream()
                .filter(mapping -> mapping.column().equals(column))
                .findFirst()
                .orElseThrow()
                .target();
    }
}
