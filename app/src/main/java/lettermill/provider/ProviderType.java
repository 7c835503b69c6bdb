package lettermill.provider;

/** The kinds of carriers. */
public enum ProviderType {
    SES,
    SENDGRID,
    MAILGUN,
    POSTMARK,
    SMTP;

    /** Whether mail can leave through it; the others only report what became of mail, by their webhooks. */
    public boolean sends() {
        return this == SMTP;
    }
}
