package lettermill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/events.md says of every event what the code makes of it. */
class EventsDocumentTest {

    private static final Pattern ROW = Pattern.compile("^\\| (`[A-Z_]+`[^|]*) \\| ([^|]+) \\|.*");

    @Test
    void theDocumentHasEveryEventWithItsEffect() throws IOException {
        List<String> expected = new ArrayList<>();
        for (EventType type : EventType.values()) {
            switch (type) {
                case BOUNCE -> {
                    for (BounceType bounce : new BounceType[] {BounceType.HARD, BounceType.SOFT, BounceType.BLOCK}) {
                        MailEvent.Failure failure = new MailEvent.Failure(bounce, null, null);
                        expected.add(row("`" + type + "`, " + bounce, event(type, null, failure)));
                    }
                }
                case OPEN, CLICK -> {
                    expected.add(row("`" + type + "` by a person", hit(type, HitClass.PROXY)));
                    expected.add(row("`" + type + "` by a machine", hit(type, HitClass.BOT)));
                }
                default -> expected.add(row("`" + type + "`", event(type, null, null)));
            }
        }
        List<String> documented = lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " -> " + row.group(2))
                .toList();
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void theOrderIsTheCodes() throws IOException {
        assertThat(lines())
                .contains(Arrays.stream(EventEffect.Standing.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(" < ")));
    }

    @Test
    void theClassesOfMachinesAreTheCodes() throws IOException {
        String machines = Arrays.stream(HitClass.values())
                .filter(HitClass::machine)
                .map(Enum::name)
                .collect(Collectors.joining(" or "));
        assertThat(String.join(" ", lines())).contains("has the class " + machines);
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("../docs/events.md"));
    }

    private static String row(String name, MailEvent event) {
        EventEffect effect = EventEffect.of(event);
        return name + " -> " + effect.status() + (effect.reason() == null ? "" : ", " + effect.reason());
    }

    private static MailEvent hit(EventType type, HitClass hitClass) {
        return event(type, new MailEvent.Hit(hitClass, "rule", null, null, null, null), null);
    }

    private static MailEvent event(EventType type, MailEvent.@Nullable Hit hit, MailEvent.@Nullable Failure failure) {
        return new MailEvent(
                new WorkspaceId(new UUID(0, 0)),
                new MessageId(1),
                null,
                type,
                "key",
                Instant.EPOCH,
                hit,
                failure,
                null);
    }
}
