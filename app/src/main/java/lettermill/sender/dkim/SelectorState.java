package lettermill.sender.dkim;

import java.time.Instant;
import java.util.stream.Collectors;
import lettermill.sender.RecordState;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.SelectorCheck;
import org.jspecify.annotations.Nullable;

/**
 * A DKIM key beside the RSA key that signs, and how its record was found.
 *
 * @param keepUntil until when mail on its way may need the record; null as long as it is not retired
 */
public record SelectorState(
        String selector,
        Selector.Algorithm algorithm,
        Selector.Stage stage,
        @Nullable Instant keepUntil,
        RecordState record) {

    public static SelectorState of(SelectorCheck check) {
        return of(check.selector(), found(check.record()));
    }

    static SelectorState unchecked(Selector selector) {
        return of(selector, RecordState.unchecked(selector.record()));
    }

    static SelectorState of(Selector selector, RecordState record) {
        return new SelectorState(selector.name(), selector.algorithm(), selector.stage(), selector.keepUntil(), record);
    }

    public boolean is(Selector.Algorithm wanted, Selector.Stage at) {
        return algorithm == wanted && stage == at;
    }

    /** Advice stands in warnings and notes here, since nothing about such a key is an error. */
    private static RecordState found(RecordCheck check) {
        RecordState state = RecordState.of(check);
        String advice = check.findings().stream()
                .filter(finding ->
                        finding.severity() != Severity.NOTE || !finding.advice().isEmpty())
                .map(finding -> (finding.what() + " " + finding.advice()).strip())
                .collect(Collectors.joining(" "));
        return new RecordState(state.type(), state.name(), state.wanted(), state.verdict(), state.found(), advice);
    }
}
