package lettermill.lab.vendor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Takes what a vendor's API accepts, keeps it, and passes it on. Safe for use by several threads. */
public final class VendorDesk {
    /** Nobody has this mailbox, at no domain, and every vendor knows it. */
    static final String NOBODY = "unknown";

    private final List<VendorMail> taken = new CopyOnWriteArrayList<>();
    private final Consumer<VendorMail> onward;

    VendorDesk(Consumer<VendorMail> onward) {
        this.onward = onward;
    }

    void take(VendorMail mail) {
        taken.add(mail);
        onward.accept(mail);
    }

    static boolean isNobody(String address) {
        return address.startsWith(NOBODY + "@");
    }

    static boolean isAddress(String text) {
        return text.matches("[^@\\s\"(),:;<>\\[\\\\\\]]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z0-9-]{2,}")
                && !text.contains("..");
    }

    /** All mails taken, in their order. */
    public List<VendorMail> taken() {
        return List.copyOf(taken);
    }
}
