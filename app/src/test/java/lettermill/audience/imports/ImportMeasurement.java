package lettermill.audience.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import lettermill.audience.AudienceFixture;
import lettermill.audience.file.ImportPlan;
import org.postgresql.PGConnection;

/** Measures an import against a bare COPY of the same people into a like table, on the same server. */
final class ImportMeasurement {

    private ImportMeasurement() {}

    /** Takes the number of rows. */
    public static void main(String[] arguments) throws IOException, SQLException {
        int rows = Integer.parseInt(arguments[0]);
        ImportDesk desk = new ImportDesk();
        Path csv = Files.createTempFile("people", ".csv");
        Path copy = Files.createTempFile("people", ".copy");
        write(csv, copy, rows, desk.audience);
        double bareBefore = bare(desk.audience, copy, rows);
        UUID list = desk.audience.list();
        Import queued;
        try (InputStream file = Files.newInputStream(csv)) {
            queued = desk.queue(
                    file,
                    ImportMode.IMPORT,
                    plan -> new ImportPlan(
                            plan.origin(),
                            plan.format(),
                            plan.columns(),
                            plan.status(),
                            arguments.length > 1 ? java.util.List.of(list) : java.util.List.of(),
                            plan.tags()));
        }
        long start = System.nanoTime();
        Import done = desk.proceed(queued, () -> false);
        double rate = rows / ((System.nanoTime() - start) / 1e9);
        double bareAfter = bare(desk.audience, copy, rows);
        System.out.println(done.state() + " " + done.failure() + " " + done.counts());
        System.out.printf(
                "import %,.0f rows/s; bare COPY %,.0f and %,.0f rows/s; ratio %.2f%n",
                rate, bareBefore, bareAfter, rate / ((bareBefore + bareAfter) / 2));
        System.exit(0);
    }

    private static void write(Path csv, Path copy, int rows, AudienceFixture audience) throws IOException {
        try (Writer people = Files.newBufferedWriter(csv);
                Writer raw = Files.newBufferedWriter(copy)) {
            people.write("email,name,city,plan,age\n");
            for (int i = 0; i < rows; i++) {
                int n = (int) (i * 2_654_435_761L % rows);
                String email = "person" + Math.abs(n) + "." + i + "@mail" + i % 100 + ".example";
                people.write(email + ",Person " + i + ",City " + i % 500 + ",pro," + i % 90 + "\n");
                raw.write(audience.workspace + "\t" + email + "\t" + email + "\tPerson " + i
                        + "\tACTIVE\t{\"city\": \"City " + i % 500 + "\", \"plan\": \"pro\", \"age\": " + i % 90
                        + "}\t{}\t2026-03-01 12:00:00+00\t2026-03-01 12:00:00+00\n");
            }
        }
    }

    private static double bare(AudienceFixture audience, Path copy, int rows) throws SQLException, IOException {
        try (Connection connection = audience.dataSource.getConnection();
                Statement statement = connection.createStatement();
                InputStream data = Files.newInputStream(copy)) {
            statement.execute(
                    "DROP TABLE IF EXISTS bare; CREATE TABLE bare (LIKE audience.subscriber INCLUDING ALL); CHECKPOINT");
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY bare (workspace_id, email, email_key, name, status, attributes, tags, created_at, updated_at) FROM STDIN",
                            data);
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }
}
