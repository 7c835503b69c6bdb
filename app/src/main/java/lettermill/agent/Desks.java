package lettermill.agent;

import java.util.List;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;

/** All who expect mail; each address is expected by one of them. */
record Desks(List<FeedbackDesk> all) implements FeedbackDesk {

    @Override
    public boolean expects(String address) {
        return all.stream().anyMatch(desk -> desk.expects(address));
    }

    @Override
    public int octets(String address) {
        return of(address).octets(address);
    }

    @Override
    public void take(MailedFeedback mail) throws UnavailableException {
        of(mail.address()).take(mail);
    }

    private FeedbackDesk of(String address) {
        return all.stream()
                .filter(desk -> desk.expects(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody expects mail to " + address));
    }
}
