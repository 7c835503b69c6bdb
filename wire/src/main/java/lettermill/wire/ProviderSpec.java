package lettermill.wire;

/** How to reach a provider, one record for each kind. */
public sealed interface ProviderSpec permits SmtpProvider {
    ProviderKey key();
}
