package lettermill.wire.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import lettermill.wire.bounce.BounceEvidence.Action;
import lettermill.wire.bounce.BounceEvidence.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceClassifierTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown in local recipient table | UNKNOWN_HERE     | HARD
            550 No such user here                                                                            | NO_SUCH_MAILBOX  | HARD
            550 5.7.1 user unknown                                                                           | NO_SUCH_MAILBOX  | HARD
            550 5.1.2 Bad                                                                                    | NO_SUCH_HOST     | HARD
            556 5.1.10 nullMX                                                                                | TAKES_NO_MAIL    | HARD
            551 5.1.6 gone                                                                                   | MOVED            | HARD
            450 4.1.1 <nobody@example.org>: user unknown                                                     | NO_SUCH_MAILBOX  | SOFT
            552 5.2.2 mailbox full                                                                           | MAILBOX_FULL     | MAILBOX_FULL
            550 5.1.1 this mailbox is over quota                                                             | MAILBOX_FULL     | MAILBOX_FULL
            550 5.2.1 This account has been disabled                                                         | MAILBOX_DISABLED | SOFT
            550 5.2.1 nothing more                                                                           | MAILBOX_CLOSED   | HARD
            550 5.2.1 This account is temporarily disabled                                                   | MAILBOX_DISABLED | SOFT
            550 5.2.1 The email account that you tried to reach is inactive                                  | MAILBOX_DISABLED | SOFT
            550 5.2.1 mailbox is over quota                                                                  | MAILBOX_FULL     | MAILBOX_FULL
            550 This account has been disabled                                                               | MAILBOX_DISABLED | SOFT
            550 5.3.0 Unknown user nobody@example.org                                                        | RECIPIENT_FILTER | SOFT
            5.1.0 - Unknown address error 550-'5.7.1 <x@example.org>... Access denied' (delivery attempts: 0) | REPUTATION       | BLOCK
            550 5.7.1 <x@example.org>: Recipient address rejected: Delivery not authorized                    | POLICY           | POLICY
            450 4.4.3 Host or domain name not found, try again                                                | NETWORK          | SOFT
            550 5.1.1 rejected, your address 192.0.2.7 is listed by an RBL at bl.example.net                 | BLOCKLISTED      | BLOCK
            550 5.7.26 This mail is unauthenticated                                                          | AUTHENTICATION   | BLOCK
            550 5.7.515 Access denied                                                                        | AUTHENTICATION   | BLOCK
            550 5.7.1 The sending host has a poor reputation                                                 | REPUTATION       | BLOCK
            421 4.7.28 Unusual rate of mail                                                                  | THROTTLED        | BLOCK
            553 5.1.8 Sender address rejected: user unknown                                                  | SENDER_REJECTED  | BLOCK
            554 5.7.1 <x@example.org>: Relay access denied                                                   | RELAY_DENIED     | BLOCK
            554 5.3.4 too much                                                                               | TOO_BIG          | POLICY
            550 5.7.1 nothing more                                                                           | POLICY           | POLICY
            550 Sorry, your envelope sender domain must exist                                                | SENDER_REJECTED  | BLOCK
            550 Sender user unknown, verification failed                                                     | SENDER_REJECTED  | BLOCK
            550 Your domain does not exist                                                                   | SENDER_REJECTED  | BLOCK
            550 Client host unknown: cannot find reverse                                                     | REVERSE_DNS      | BLOCK
            550 Benutzer unbekannt                                                                           | NO_SUCH_MAILBOX  | HARD
            550 nothing more                                                                                 | UNKNOWN          | SOFT
            """)
    void sortsAnAnswerByItsWordsAndCodes(String answer, BounceReason reason, BounceClass bounceClass) {
        BounceVerdict verdict = BounceClassifier.classify(BounceEvidence.of(answer));

        assertThat(verdict.reason()).as(verdict.rule()).isEqualTo(reason);
        assertThat(verdict.bounceClass()).isEqualTo(bounceClass);
        assertThat(verdict.deadMailbox()).isEqualTo(bounceClass == BounceClass.HARD);
    }

    @Test
    void aLocalPartNeverDecides() {
        BounceVerdict verdict =
                BounceClassifier.classify(BounceEvidence.of("550 5.1.1 <mailbox.full@virus.example>: user unknown"));

        assertThat(verdict.reason()).isEqualTo(BounceReason.NO_SUCH_MAILBOX);
    }

    @Test
    void aFieldThatSaysNothingGivesWayToTheStatusInTheWords() {
        BounceVerdict verdict = BounceClassifier.classify(BounceEvidence.of(550, "5.0.0", "550 5.2.2 sorry"));

        assertThat(verdict.reason()).isEqualTo(BounceReason.MAILBOX_FULL);
    }

    @Test
    void unknownUserAfterTheContentIsAFilter() {
        BounceVerdict verdict = BounceClassifier.classify(
                new BounceEvidence(550, null, "550 : User unknown", Action.FAILED, Stage.DATA));

        assertThat(verdict.reason()).isEqualTo(BounceReason.RECIPIENT_FILTER);
        assertThat(verdict.deadMailbox()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 <x@example.org>... User unknown            | UNSAID | true
            550 5.1.1 user unknown                         | UNSAID | true
            550 user unknown                               | RCPT   | true
            550 5.7.1 user unknown                         | RCPT   | true
            Sorry, no mailbox here by that name            | UNSAID | true
            550 user unknown                               | UNSAID | false
            550 5.7.1 user unknown                         | UNSAID | false
            <x@example.org> [User unknown]                 | UNSAID | false
            550 5.2.1 <x@example.org>... User unknown      | DATA   | false
            x@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :mailbox unavailable | UNSAID | false
            """)
    void aReportsUserUnknownNeedsTheMarksOfAnAnswer(String words, Stage stage, boolean dead) {
        BounceVerdict verdict = BounceClassifier.classify(new BounceEvidence(null, null, words, Action.FAILED, stage));

        assertThat(verdict.deadMailbox()).as(verdict.rule()).isEqualTo(dead);
    }

    @Test
    void theActionSaysWhetherItIsOver() {
        String full = "452 4.2.2 mailbox full";

        assertThat(BounceClassifier.classify(BounceEvidence.of(full)).permanent())
                .isFalse();
        assertThat(BounceClassifier.classify(new BounceEvidence(452, "4.2.2", full, Action.FAILED, Stage.RCPT))
                        .permanent())
                .isTrue();
        assertThat(BounceClassifier.classify(
                                new BounceEvidence(550, "5.1.1", "user unknown", Action.DELAYED, Stage.UNSAID))
                        .deadMailbox())
                .isFalse();
    }

    @Test
    void answersForAnyTextInBoundedTime() {
        String endless = "user mailbox account address recipient ".repeat(100_000);

        long started = System.nanoTime();
        BounceVerdict verdict = BounceClassifier.classify(BounceEvidence.of(endless));

        assertThat(verdict.reason()).isEqualTo(BounceReason.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aTableWithAnUnknownLineRefusesToLoad() {
        assertThatThrownBy(() -> new RuleTable(List.of("[clear wordings]", "NO_SUCH_MAILBOX user unknown")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REASON | known from | what");
        assertThatThrownBy(() -> new RuleTable(List.of("[clear words]"))).hasMessageContaining("unknown section");
        assertThatThrownBy(() -> new RuleTable(List.of("[reply code]", "POLICY | a | 554", "SYSTEM | b | 554")))
                .hasMessageContaining("two bounce rules");
    }
}
