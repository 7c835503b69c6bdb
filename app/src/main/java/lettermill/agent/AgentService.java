package lettermill.agent;

import java.util.List;
import java.util.UUID;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus;
import lettermill.wire.Source;
import lettermill.wire.Wave;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.TrackingHost;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** MailAgent's side of the line: one address for each of {@link MailAgent}'s methods. */
@RestController
@Profile(AgentService.PROFILE)
@RequestMapping("/v1")
class AgentService {

    /** Of a process that is MailAgent and nothing else. */
    static final String PROFILE = "mailagent";

    private final MailAgent agent;
    private final Instance instance;

    AgentService(MailAgent agent, Instance instance) {
        this.agent = agent;
        this.instance = instance;
    }

    /** Whether anybody is here who knows our token. */
    @PostMapping("/hello")
    WireJson.Hello hello() {
        return new WireJson.Hello(instance.id());
    }

    /**
     * Delivers a wave and answers when every letter has an outcome. A wave that was meant for another process is refused with
     * 409: only that one knows whether it sent it before.
     */
    @PostMapping("/deliver")
    WireJson.Delivered deliver(
            @RequestHeader(name = WireJson.INSTANCE, required = false) UUID meant, @RequestBody Wave wave) {
        instance.require(meant);
        return new WireJson.Delivered(agent.deliver(wave));
    }

    @PostMapping("/save-provider")
    void saveProvider(@RequestBody ProviderSpec provider) {
        agent.saveProvider(provider);
    }

    @PostMapping("/remove-provider")
    void removeProvider(@RequestBody ProviderKey provider) {
        agent.removeProvider(provider);
    }

    @PostMapping("/probe-provider")
    ProviderStatus probeProvider(@RequestBody ProviderKey provider) {
        return agent.probeProvider(provider);
    }

    @PostMapping("/create-domain")
    DkimKey createDomain(@RequestBody DomainKey domain) {
        return agent.createDomain(domain);
    }

    @PostMapping("/records")
    List<DnsRecord> records(@RequestBody DomainKey domain) {
        return agent.records(domain);
    }

    @PostMapping("/check-domain")
    DomainCheck checkDomain(@RequestBody DomainKey domain) {
        return agent.checkDomain(domain);
    }

    @PostMapping("/verify-domain")
    DomainCheck verifyDomain(@RequestBody DomainKey domain) {
        return agent.verifyDomain(domain);
    }

    @PostMapping("/rotate-keys")
    List<Selector> rotateKeys(@RequestBody DomainKey domain) {
        return agent.rotateKeys(domain);
    }

    @PostMapping("/add-ed25519")
    List<Selector> addEd25519(@RequestBody DomainKey domain) {
        return agent.addEd25519(domain);
    }

    @PostMapping("/retire-ed25519")
    List<Selector> retireEd25519(@RequestBody DomainKey domain) {
        return agent.retireEd25519(domain);
    }

    @PostMapping("/check-tracking")
    RecordCheck checkTracking(@RequestBody TrackingHost host) {
        return agent.checkTracking(host);
    }

    @PostMapping("/check-blocklists")
    List<BlocklistAnswer> checkBlocklists(@RequestBody BlocklistQuestion question) {
        return agent.checkBlocklists(question);
    }

    @PostMapping("/check-source")
    RecordCheck checkSource(@RequestBody Source source) {
        return agent.checkSource(source);
    }

    @PostMapping("/mail-hosts")
    List<MailHosts> mailHosts(@RequestBody List<String> domains) {
        return agent.mailHosts(domains);
    }

    @PostMapping("/remove-domain")
    void removeDomain(@RequestBody DomainKey domain) {
        agent.removeDomain(domain);
    }
}
