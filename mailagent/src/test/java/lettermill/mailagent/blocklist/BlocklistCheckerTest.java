package lettermill.mailagent.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.LoopbackDns;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.Blocklist.Content;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.blocklist.BlocklistQuestion.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listing is told apart from a refusal, a silence and a list that has been given up. */
@Timeout(20)
class BlocklistCheckerTest {

    private static final Blocklist ADDRESSES = new Blocklist(Content.ADDRESSES, "ips", "ip.list.example");
    private static final Blocklist DOMAINS = new Blocklist(Content.DOMAINS, "names", "key1.name.list.example");
    private static final String ENTRY = "9.2.0.193.ip.list.example";

    private final LoopbackDns server = new LoopbackDns();
    private final BlocklistChecker checker = new BlocklistChecker(server.client());

    @BeforeEach
    void aLivingList() {
        server.zone().address("2.0.0.127.ip.list.example", "127.0.0.2");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<BlocklistAnswer> ask(Kind kind, String subject) {
        return checker.check(new BlocklistQuestion(kind, subject, List.of(ADDRESSES, DOMAINS)));
    }

    private BlocklistAnswer address() {
        return ask(Kind.ADDRESS, "193.0.2.9").getFirst();
    }

    @Test
    void whatIsNotThereIsCleanAndOnlyListsOfItsKindAreAsked() {
        assertThat(ask(Kind.ADDRESS, "193.0.2.9"))
                .extracting(BlocklistAnswer::list, BlocklistAnswer::verdict)
                .containsExactly(tuple("ips", Verdict.CLEAN));
        assertThat(ask(Kind.DOMAIN, "mill.example"))
                .extracting(BlocklistAnswer::list, BlocklistAnswer::verdict)
                .containsExactly(tuple("names", Verdict.CLEAN));
    }

    @Test
    void aListingHasItsCodesItsWordsAndItsTime() {
        server.zone()
                .address(ENTRY, "127.0.0.4")
                .address(ENTRY, "127.0.0.2")
                .text(ENTRY, "See https://list.example/193.0.2.9");
        BlocklistAnswer answer = address();
        assertThat(answer.verdict()).isEqualTo(Verdict.LISTED);
        assertThat(answer.subject()).isEqualTo("193.0.2.9");
        assertThat(answer.codes()).containsExactly("127.0.0.2", "127.0.0.4");
        assertThat(answer.detail()).isEqualTo("See https://list.example/193.0.2.9");
        assertThat(answer.tookMillis()).isBetween(0L, 5_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.255.255.252",
                "127.255.255.254",
                "127.255.255.255",
                "127.255.255.1",
                "127.0.0.1",
                "198.51.100.7"
            })
    void aRefusalOrAMadeUpAnswerIsNoListing(String code) {
        server.zone().address(ENTRY, code);
        BlocklistAnswer answer = address();
        assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(answer.codes()).containsExactly(code);
        assertThat(answer.detail()).containsAnyOf("refuses", "no list's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.255", "127.0.1.2", "127.2.3.4"})
    void whateverElseIsInTheLoopbackNetworkIsOne(String code) {
        server.zone().address(ENTRY, code);
        assertThat(address().verdict()).isEqualTo(Verdict.LISTED);
    }

    @Test
    void aDomainIsListedByItsName() {
        server.zone().address("mill.example.key1.name.list.example", "127.0.1.2");
        assertThat(ask(Kind.DOMAIN, "mill.example"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.LISTED));
        server.zone()
                .remove("mill.example.key1.name.list.example")
                .address("mill.example.key1.name.list.example", "127.0.1.255");
        assertThat(ask(Kind.DOMAIN, "mill.example"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void aNameInAnotherScriptIsAskedInItsAsciiForm() {
        server.zone().address("xn--mhle-0ra.example.key1.name.list.example", "127.0.1.2");
        assertThat(ask(Kind.DOMAIN, "m\u00fchle.example"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.LISTED));
    }

    @Test
    void anAddressOfIpv6IsFiledByItsNibbles() {
        server.zone()
                .address(
                        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.0.0.0.a.2.ip.list.example", "127.0.0.3");
        assertThat(ask(Kind.ADDRESS, "2a00:1:db8::1"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.LISTED));
    }

    @Test
    void aListThatDoesNotAnswerIsUnknownAndItsKeyStaysUntold() {
        server.zone().manner("mill.example.key1.name.list.example", Manner.SILENT);
        server.zone().manner("other.example.key1.name.list.example", Manner.FAILING);
        for (String domain : List.of("mill.example", "other.example")) {
            assertThat(ask(Kind.DOMAIN, domain)).singleElement().satisfies(answer -> {
                assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
                assertThat(answer.detail()).isNotEmpty();
                assertThat(answer.toString()).doesNotContain("key1");
            });
        }
    }

    @Test
    void aListThatWasGivenUpIsBelievedInNothing() {
        server.zone().address(ENTRY, "127.0.0.2").address("1.0.0.127.ip.list.example", "127.0.0.2");
        assertThat(address().detail()).contains("lists everything");
        assertThat(address().verdict()).isEqualTo(Verdict.UNKNOWN);
        server.zone().remove("1.0.0.127.ip.list.example");
        assertThat(address().verdict()).as("it is mended").isEqualTo(Verdict.LISTED);
    }

    @Test
    void aListWithoutItsTestEntryIsNotCalledClean() {
        server.zone().remove("2.0.0.127.ip.list.example");
        assertThat(address().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(address().detail()).contains("test entry");
    }

    @Test
    void ofAMailServerEachPublicAddressIsAskedAbout() {
        server.zone()
                .address("smtp.example", "193.0.2.9")
                .address("smtp.example", "10.1.2.3")
                .address("smtp.example", "2a00:1:db8::1")
                .address(ENTRY, "127.0.0.2");
        assertThat(ask(Kind.HOST, "smtp.example"))
                .extracting(BlocklistAnswer::subject, BlocklistAnswer::verdict)
                .containsExactlyInAnyOrder(
                        tuple("193.0.2.9", Verdict.LISTED), tuple("2a00:1:db8:0:0:0:0:1", Verdict.CLEAN));
        assertThat(ask(Kind.HOST, "127.0.0.1")).isEmpty();
        assertThat(ask(Kind.HOST, "nobody.example")).isEmpty();
    }

    @Test
    void theTestEntriesAreAskedOnceAnHourNotForEachSubject() {
        address();
        int first = server.questions().size();
        address();
        assertThat(server.questions()).hasSize(first + 1);
    }
}
