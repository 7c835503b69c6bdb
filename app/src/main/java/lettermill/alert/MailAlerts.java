package lettermill.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Schedule;
import lettermill.ledger.MessagePhase;
import lettermill.ledger.Recipient;
import lettermill.ledger.RecipientStatus;
import lettermill.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * {@code mail_alerts}: tells the owners of each alert that is due, an owner once. Whom no mail reached is written to again for a
 * day; whom one may have reached is not.
 */
@Component
class MailAlerts implements Activity {

    static final String ACTIVITY = "mail_alerts";

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final AlertMails mails;
    private final Alerts alerts;
    private final AlertPost post;
    private final Workspaces workspaces;
    private final Clock clock;

    MailAlerts(AlertMails mails, Alerts alerts, AlertPost post, Workspaces workspaces, Clock clock) {
        this.mails = mails;
        this.alerts = alerts;
        this.post = post;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) throws InterruptedException {
        Optional<AlertMails.Due> due;
        while (!run.stopping().getAsBoolean() && (due = mails.take(clock.instant())).isPresent()) {
            mail(due.get(), run.stopping());
        }
    }

    private void mail(AlertMails.Due due, BooleanSupplier stopping) throws InterruptedException {
        Optional<Alert> alert = alerts.find(due.workspace(), due.alert());
        List<String> owners = workspaces.ownerAddresses(due.workspace());
        if (alert.isEmpty() || owners.isEmpty()) {
            mails.end(due.workspace(), due.alert(), Alert.MailState.GIVEN_UP, "The workspace has no owner.");
            return;
        }
        Map<String, Recipient> before = post.states(due);
        List<String> untold =
                owners.stream().filter(owner -> isToBeTold(before.get(owner))).toList();
        String stopped = untold.isEmpty() ? null : post.send(due, alert.get(), untold, stopping);
        conclude(due, owners, stopped);
    }

    private void conclude(AlertMails.Due due, List<String> owners, @Nullable String stopped) {
        Map<String, Recipient> states = post.states(due);
        List<String> left =
                owners.stream().filter(owner -> !isTold(states.get(owner))).toList();
        boolean late = due.raisedAt().plus(PATIENCE).isBefore(clock.instant());
        Alert.MailState state =
                left.isEmpty() ? Alert.MailState.SENT : late ? Alert.MailState.GIVEN_UP : Alert.MailState.DUE;
        String error = left.isEmpty() ? null : left.getFirst() + ": " + why(states.get(left.getFirst()), stopped);
        mails.end(due.workspace(), due.alert(), state, error);
    }

    private static String why(@Nullable Recipient state, @Nullable String stopped) {
        if (stopped != null) {
            return stopped;
        }
        String words = state == null ? null : state.reasonDetail() == null ? state.reason() : state.reasonDetail();
        return words == null ? "not sent yet" : words;
    }

    /** Nobody wrote yet, or what was written certainly did not arrive. */
    private static boolean isToBeTold(@Nullable Recipient state) {
        return state == null || state.status() == RecipientStatus.FAILED;
    }

    /** A mail that may have arrived is not repeated, one that bounced would bounce again. */
    private static boolean isTold(@Nullable Recipient state) {
        return state != null
                && (state.phase() == MessagePhase.UNKNOWN
                        || (state.status() != RecipientStatus.FAILED && state.status() != RecipientStatus.PENDING));
    }

    @Configuration(proxyBeanMethods = false)
    static class Cadence {
        @Bean
        Schedule mailAlertsOften() {
            return new Schedule("mail-alerts", ACTIVITY, Duration.ofMinutes(1));
        }
    }
}
