package lettermill.provider;

/** The kinds of carriers. */
public enum ProviderType {
    SES,
    SENDGRID,
    MAILGUN,
    POSTMARK,
    SMTP
}
