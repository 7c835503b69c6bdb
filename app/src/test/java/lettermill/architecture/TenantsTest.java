package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each method that runs SQL says whose rows it means: it takes a WorkspaceId, but for the few listed here. */
class TenantsTest {

    /** Whole classes whose tables belong to no tenant, each with why. */
    private static final Set<String> HOUSE = Set.of(
            // People, sessions and links exist before and across workspaces.
            "lettermill.workspace.Accounts",
            "lettermill.workspace.OneTimeLinks",
            "lettermill.workspace.Workspaces",
            // A key is found by its secret, which says the workspace.
            "lettermill.workspace.ApiKeys",
            // Keys of the house.
            "lettermill.token.SigningKeys",
            // The queue of all workspaces' jobs.
            "lettermill.engine.Runs",
            "lettermill.engine.Dispatches",
            // Facts arrive in batches of many workspaces, each carrying its own; processes lease work of all.
            "lettermill.ledger.Events",
            "lettermill.ledger.queue.Leases",
            "lettermill.campaign.Counts",
            // Callbacks of several workspaces are kept together, each carrying its own; old ones go by their age.
            "lettermill.webhook.intake.EventLogs",
            "lettermill.webhook.intake.UnmatchedEvents",
            // Figures of many workspaces' domains in one statement; each span carries its own.
            "lettermill.ledger.outcome.MailOutcomes",
            // What DNS says of recipients' domains is the same for all workspaces.
            "lettermill.mailbox.HostedDomains",
            // One job counts the days of all workspaces' domains.
            "lettermill.reputation.Changes",
            // The uploads of all workspaces lie in one folder, and grow old there.
            "lettermill.audience.imports.IdleUploads",
            // One job rolls up the facts of all workspaces.
            "lettermill.analytics.RollUps");

    /** Single methods, each with why in the class itself. */
    private static final Set<String> METHODS = Set.of(
            "lettermill.tracking.Links.url",
            "lettermill.audience.Consents.workspaceOf",
            // The installation's own provider belongs to no workspace.
            "lettermill.provider.Providers.fallback",
            "lettermill.provider.Providers.removeFallback",
            // A vendor's callback names a provider, whose row says the workspace.
            "lettermill.webhook.intake.Credentials.ofProvider",
            "lettermill.webhook.intake.Credentials.ofVendor",
            // By age alone.
            "lettermill.webhook.intake.UsedTokens.purge",
            "lettermill.webhook.mail.Reports.purge",
            "lettermill.dmarc.Reports.purge",
            // A mailed report names a domain by its address, whose row says the workspace.
            "lettermill.dmarc.Reports.ownerOf",
            // The clock looks after the campaigns of all workspaces.
            "lettermill.campaign.Campaigns.atWork",
            // The clock looks at the domains of all workspaces.
            "lettermill.sender.DomainChecks.claim",
            // The clock turns the warmings and rates the domains of all workspaces, each row carrying its own.
            "lettermill.sender.standing.Standings.lock",
            "lettermill.sender.standing.Standings.warm",
            "lettermill.sender.standing.Standings.resetCounters",
            "lettermill.sender.ip.DedicatedIps.claim",
            "lettermill.sender.ip.IpStandings.lock",
            "lettermill.sender.ip.IpStandings.warm",
            "lettermill.sender.ip.IpStandings.resetCounters",
            "lettermill.sender.share.MailboxShares.lock",
            "lettermill.sender.share.MailboxShares.write",
            "lettermill.sender.standing.Standings.rate",
            "lettermill.sender.standing.Standings.score",
            "lettermill.reputation.HealthDays.replace",
            "lettermill.reputation.HealthDays.since",
            // The clock asks blocklists about the domains and mail servers of all workspaces, and forgets by age alone.
            "lettermill.reputation.blocklist.Lookups.due",
            "lettermill.reputation.blocklist.Lookups.purge",
            "lettermill.reputation.HealthDays.partsSince",
            // The clock mails the alerts of all workspaces.
            "lettermill.alert.AlertMails.take",
            "lettermill.warming.Plans.open",
            "lettermill.warming.Plans.turn",
            "lettermill.warming.WarmingDays.open",
            "lettermill.warming.WarmingDays.recent",
            "lettermill.warming.WarmingDays.count",
            // One job delivers for all workspaces, each row carrying its own, and forgets by age alone.
            "lettermill.notification.delivery.Deliveries.due",
            "lettermill.notification.delivery.Deliveries.purge",
            // The roll-up is as old for one workspace as for the next.
            "lettermill.analytics.Overviews.asOf");

    @Test
    void everyRepositoryMethodTakesAWorkspace() {
        TreeSet<String> wrong = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("lettermill").stream()
                        .filter(TenantsTest::isRepository)
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(method -> !takesWorkspace(method))
                        .map(method -> method.getOwner().getName() + "." + method.getName())
                        .filter(name -> !METHODS.contains(name))
                        .forEach(wrong::add);
        assertThat(wrong).isEmpty();
    }

    private static boolean isRepository(JavaClass type) {
        return type.isAnnotatedWith("org.springframework.stereotype.Repository") && !HOUSE.contains(type.getName());
    }

    /** Directly, or in a record that carries one. */
    private static boolean takesWorkspace(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> isWorkspace(type)
                        || type.getFields().stream().anyMatch(field -> isWorkspace(field.getRawType())));
    }

    private static boolean isWorkspace(JavaClass type) {
        return type.getName().equals("lettermill.base.WorkspaceId");
    }
}
