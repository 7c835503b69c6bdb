package lettermill.template;

/** What a template is about; how it is sent is the campaign's business. */
public enum EmailTemplateCategory {
    GENERAL,
    MARKETING,
    ONBOARDING,
    RELEASE,
    TRANSACTIONAL,
    NEWSLETTER;

    /** Whether the law and the mailbox providers want a way out of such mail: all but receipts and the like. */
    public boolean needsUnsubscribe() {
        return this != TRANSACTIONAL;
    }
}
