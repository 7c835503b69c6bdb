package lettermill.lab.smtp;

/** What happens behind a mail's final dot. */
public sealed interface MailVerdict {
    /** The ordinary case: a reply, and the connection stays. */
    record Answer(SmtpReply reply) implements MailVerdict {}

    /** The reply reaches the client, then the connection is closed, whatever was pipelined behind it. */
    record AnswerThenDrop(SmtpReply reply) implements MailVerdict {}

    /** The connection is closed and the client never learns what became of its mail. */
    record DropWithoutAnswer() implements MailVerdict {}

    MailVerdict ACCEPTED = new Answer(SmtpReply.OK);
}
