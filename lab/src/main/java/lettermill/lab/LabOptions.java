package lettermill.lab;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Providers;
import org.jspecify.annotations.Nullable;

/** How a lab is to be; every option has a default that suits a test: free ports, no people, nothing on disk. */
public final class LabOptions {
    private int smtpPort;
    private int httpPort;
    private int dnsPort;
    private long seed = 42;
    private double speed = 1;
    private Mode mode = Mode.WORLD;
    private People people = People.OFF;
    private Providers providers = Providers.defaults();
    private final List<URI> allowedBaseUrls = new ArrayList<>();
    private InstantSource clock = InstantSource.system();
    private Consumer<Arrival> arrivals = arrival -> {};
    private @Nullable Path dataFolder;
    private @Nullable URI dkimKeysUrl;
    private @Nullable URI complaintUrl;
    private @Nullable InetSocketAddress bounceListener;
    private @Nullable String complaintAddress;

    /** What stands behind the SMTP server. */
    public enum Mode {
        /** Mailbox providers with their manners. */
        WORLD,
        /** Everything is accepted and counted, nothing kept. */
        SINK
    }

    /** Whether somebody reads the mail. */
    public enum People {
        ON,
        OFF
    }

    /** 0 takes a free port. */
    public LabOptions smtpPort(int port) {
        smtpPort = port;
        return this;
    }

    /** 0 takes a free port. */
    public LabOptions httpPort(int port) {
        httpPort = port;
        return this;
    }

    /** Of UDP and TCP; 0 takes one that is free for both. */
    public LabOptions dnsPort(int port) {
        dnsPort = port;
        return this;
    }

    /** The same seed and the same addresses give the same world. */
    public LabOptions seed(long value) {
        seed = value;
        return this;
    }

    /**
     * How many times as fast as ours the world's time runs.
     *
     * @throws IllegalArgumentException unless it is above 0
     */
    public LabOptions speed(double times) {
        if (!(times > 0)) {
            throw new IllegalArgumentException("a number above 0");
        }
        speed = times;
        return this;
    }

    /** The time from which the world's time runs on, and the date of what arrives. */
    public LabOptions clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Hears of each mail that is put into a mailbox, before its sender gets the answer. */
    public LabOptions arrivals(Consumer<Arrival> listener) {
        arrivals = listener;
        return this;
    }

    public LabOptions mode(Mode value) {
        mode = value;
        return this;
    }

    public LabOptions people(People value) {
        people = value;
        return this;
    }

    public LabOptions providers(Providers value) {
        providers = value;
        return this;
    }

    /** People fetch from loopback and from these hosts, and from nowhere else. */
    public LabOptions allowBaseUrl(URI url) {
        allowedBaseUrls.add(url);
        return this;
    }

    /** Mails are kept in a file in this folder and read again at the next start. */
    public LabOptions dataFolder(Path folder) {
        dataFolder = folder;
        return this;
    }

    /** Read at the start: JSON as {@code POST /api/dkim-keys} takes it. */
    public LabOptions dkimKeysUrl(URI url) {
        dkimKeysUrl = url;
        return this;
    }

    /** Complaints are posted there; otherwise they are only listed. */
    public LabOptions complaintUrl(URI url) {
        complaintUrl = url;
        return this;
    }

    /** Complaints are mailed to this address through the bounce listener. */
    public LabOptions complaintAddress(String address) {
        complaintAddress = address;
        return this;
    }

    /** Bounces are sent there by SMTP, to the return path; otherwise they are only listed. */
    public LabOptions bounceListener(InetSocketAddress address) {
        bounceListener = address;
        return this;
    }

    int smtpPort() {
        return smtpPort;
    }

    int httpPort() {
        return httpPort;
    }

    int dnsPort() {
        return dnsPort;
    }

    long seed() {
        return seed;
    }

    double speed() {
        return speed;
    }

    InstantSource clock() {
        return clock;
    }

    Consumer<Arrival> arrivals() {
        return arrivals;
    }

    Mode mode() {
        return mode;
    }

    People people() {
        return people;
    }

    Providers providers() {
        return providers;
    }

    List<URI> allowedBaseUrls() {
        return List.copyOf(allowedBaseUrls);
    }

    @Nullable
    Path dataFolder() {
        return dataFolder;
    }

    @Nullable
    URI dkimKeysUrl() {
        return dkimKeysUrl;
    }

    @Nullable
    URI complaintUrl() {
        return complaintUrl;
    }

    @Nullable
    String complaintAddress() {
        return complaintAddress;
    }

    @Nullable
    InetSocketAddress bounceListener() {
        return bounceListener;
    }
}
