package lettermill.provider;

/** The kinds of carriers. */
public enum ProviderType {
    SES(ProviderSettings.Ses.class),
    SENDGRID(ProviderSettings.SendGrid.class),
    MAILGUN(ProviderSettings.Mailgun.class),
    POSTMARK(ProviderSettings.Postmark.class),
    SMTP(SmtpSettings.class);

    private final Class<? extends ProviderSettings> settings;

    ProviderType(Class<? extends ProviderSettings> settings) {
        this.settings = settings;
    }

    /** The form of its settings. */
    Class<? extends ProviderSettings> settings() {
        return settings;
    }
}
