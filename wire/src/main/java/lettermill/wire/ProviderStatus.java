package lettermill.wire;

import java.util.List;

/**
 * How a provider answered a probe.
 *
 * @param detail for a person: the server's words or the fault
 * @param capabilities the extensions it offers after sign-in, for example {@code PIPELINING}
 */
public record ProviderStatus(State state, String detail, List<String> capabilities) {
    public enum State {
        READY,
        UNREACHABLE,
        TLS_FAILED,
        SIGN_IN_REFUSED,
        /** It answers, but not as a mail server that would take mail from us. */
        REFUSED,
        UNKNOWN_PROVIDER
    }

    public ProviderStatus {
        capabilities = List.copyOf(capabilities);
    }
}
