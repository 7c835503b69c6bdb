package lettermill.mailagent.feedback;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.wire.bounce.BounceEvidence.Stage;

/** Which command of the SMTP session was refused, by the words of Postfix, Exim, Sendmail, qmail and Gmail. */
final class Stages {
    private static final String AFTER = "(?is)(?:in reply to|smtp error from remote (?:mail server|mailer|server) after"
            + "|error after|after|while (?:sending|performing)|response to|response from) ";

    private record Mark(Pattern words, Stage stage) {}

    private static final List<Mark> MARKS = List.of(
            new Mark(
                    Pattern.compile(AFTER
                            + "(?:pipelined )?(?:the )?(?:end of data|data\\b|sending data|i sent the message|\\.)"),
                    Stage.DATA),
            new Mark(Pattern.compile("(?i)\\(state 1[78]\\)"), Stage.DATA),
            new Mark(Pattern.compile(AFTER + "(?:pipelined )?(?:the )?rcpt\\b"), Stage.RCPT),
            new Mark(
                    Pattern.compile("(?i)\\(state 1[234]\\)|rcpt to response|smtp:rcpt host|does not like recipient"),
                    Stage.RCPT),
            new Mark(Pattern.compile(AFTER + "(?:pipelined )?(?:the )?mail from\\b"), Stage.MAIL),
            new Mark(Pattern.compile("(?i)but sender was rejected"), Stage.MAIL),
            new Mark(Pattern.compile(AFTER + "(?:initial connection|helo|ehlo)\\b"), Stage.CONNECT));

    /** What a client said and what it was answered, in the transcripts of Sendmail and its kin. */
    private static final Pattern EXCHANGE = Pattern.compile("(?im)^>>> ?(\\S+)[^\\n]*|^<<< ?[45]\\d\\d[^\\n]*");

    private Stages() {}

    static Stage of(String text) {
        for (Mark mark : MARKS) {
            if (mark.words().matcher(text).find()) {
                return mark.stage();
            }
        }
        return inTranscript(text, line -> true);
    }

    /** The command that a transcript shows before the first refusal that is meant. */
    static Stage inTranscript(String text, Predicate<String> isMeant) {
        Matcher exchange = EXCHANGE.matcher(text);
        Stage said = Stage.UNSAID;
        while (exchange.find()) {
            if (exchange.group(1) == null) {
                if (isMeant.test(exchange.group().substring(3).strip())) {
                    return said;
                }
                continue;
            }
            said = switch (exchange.group(1).toUpperCase(Locale.ROOT)) {
                case "DATA", "." -> Stage.DATA;
                case "RCPT" -> Stage.RCPT;
                case "MAIL" -> Stage.MAIL;
                case "HELO", "EHLO" -> Stage.CONNECT;
                default -> Stage.UNSAID;
            };
        }
        return Stage.UNSAID;
    }
}
