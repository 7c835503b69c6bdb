package lettermill.lab.deliverability;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.lab.world.Arrival;

/** What left the product, as those know who got it: the vendors what they took, the mailbox providers what came by SMTP. */
final class Received {
    private final InstantSource clock;
    private final Map<String, Map<LocalDate, Integer>> handed = new TreeMap<>();
    private final Map<String, Map<LocalDate, Integer>> byClient = new TreeMap<>();
    private final Map<String, Integer> byRoute = new TreeMap<>();
    private final Map<String, Integer> mails = new HashMap<>();
    private final Map<String, Map<Arrival.Folder, Integer>> folders = new TreeMap<>();
    private final Set<String> vendors = ConcurrentHashMap.newKeySet();
    private List<Arrival> fresh = new ArrayList<>();

    Received(InstantSource clock) {
        this.clock = clock;
    }

    /** The sender of what this vendor hands on for a domain. */
    String vendor(String vendor, String domain) {
        vendors.add(vendor);
        return vendor + "@" + domain;
    }

    /** A vendor took a mail. */
    synchronized void taken(String domain) {
        handed.computeIfAbsent(domain, _ -> new TreeMap<>()).merge(today(), 1, Integer::sum);
    }

    /** A mail is in its mailbox. */
    synchronized void arrived(Arrival arrival) {
        String sender = arrival.sender().toLowerCase(Locale.ROOT);
        int at = sender.lastIndexOf('@');
        if (at >= 0 && !vendors.contains(sender.substring(0, at))) {
            String domain = sender.substring(at + 1);
            taken(domain);
            byClient.computeIfAbsent(arrival.client(), _ -> new TreeMap<>()).merge(today(), 1, Integer::sum);
            byRoute.merge(arrival.client() + " " + domain, 1, Integer::sum);
        }
        mails.merge(arrival.recipient(), 1, Integer::sum);
        folders.computeIfAbsent(group(arrival.recipient()), _ -> new TreeMap<>())
                .merge(arrival.folder(), 1, Integer::sum);
        fresh.add(arrival);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Settings.ZONE);
    }

    /** The list that a person is on, which the address begins with. */
    private static String group(String recipient) {
        return recipient.replaceFirst("[-@].*", "");
    }

    synchronized int on(String domain, LocalDate date) {
        return handed.getOrDefault(domain, Map.of()).getOrDefault(date, 0);
    }

    /** What came by SMTP from an address on a date. */
    synchronized int from(String client, LocalDate date) {
        return byClient.getOrDefault(client, Map.of()).getOrDefault(date, 0);
    }

    /** What came by SMTP from an address in the name of a domain. */
    synchronized int from(String client, String domain) {
        return byRoute.getOrDefault(client + " " + domain, 0);
    }

    /** What came by SMTP from an address. */
    synchronized int from(String client) {
        return byClient.getOrDefault(client, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Everything so far, of all domains. */
    synchronized int all() {
        return handed.values().stream()
                .flatMap(days -> days.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    synchronized int after(String domain, LocalDate date) {
        return handed.getOrDefault(domain, Map.of()).entrySet().stream()
                .filter(day -> day.getKey().isAfter(date))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Mails of one list in inboxes or spam folders. */
    synchronized int in(String list, Arrival.Folder folder) {
        return folders.getOrDefault(list, Map.of()).getOrDefault(folder, 0);
    }

    /** People of the lists that got more than one mail; owners are written to as often as there is an alert. */
    synchronized long twice() {
        return mails.entrySet().stream()
                .filter(person -> person.getValue() > 1 && person.getKey().contains("-"))
                .count();
    }

    /** What arrived since this was asked last. */
    synchronized List<Arrival> fresh() {
        List<Arrival> now = fresh;
        fresh = new ArrayList<>();
        return now;
    }
}
