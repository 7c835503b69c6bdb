package lettermill.engine;

/** What an activity's processes are good at. */
public enum Queue {
    /** Short work of all kinds, and imports. */
    JOBS,
    /** The lanes that send: they keep a processor and a provider's connections busy for as long as there is mail. */
    SENDING
}
