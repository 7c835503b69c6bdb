package lettermill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Microseconds a message that planning and reserving take in a campaign over 50 domains and 5 providers, all of them with a daily cap, in
 * batches of 500. The limit is what a message of a campaign takes in all that goes out by one way only, in the same product and
 * minute; so the ratio is the share of sending that routing takes. Both are told by the product's clock on the wall: lanes that wait
 * for a processor or for each other's rows count as routing, too.
 */
final class RouteBench implements Benchmark {
    private static final int MESSAGES = 20_000;
    private static final int ROUNDS = 3;
    private static final int DOMAINS = 50;
    private static final int PROVIDERS = 5;

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int messages = options.messagesOr(MESSAGES);
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (SendingRig rig = SendingRig.start(options)) {
            String list = rig.list("bench", messages);
            String pool = rig.pool(DOMAINS, PROVIDERS);
            System.out.printf(
                    "%d domains x %d providers, to %s; microseconds a message%n",
                    DOMAINS, PROVIDERS, rig.sink().name());
            System.out.printf(
                    "%-6s %10s %8s %8s %8s %14s %8s%n",
                    "round", "one way", "plan", "reserve", "share", "250 ways, all", "share");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                double oneWay = 1e6 / rig.send(list, messages).perSecond();
                Routing before = Routing.of(rig);
                double all = 1e6 / rig.send(list, messages, pool).perSecond();
                Routing routing = Routing.of(rig).since(before, messages);
                double both = routing.plan() + routing.reserve();
                values.add(both);
                limits.add(oneWay);
                System.out.printf(
                        "%-6d %10.1f %8.2f %8.2f %8.3f %14.1f %8.3f%n",
                        round, oneWay, routing.plan(), routing.reserve(), both / oneWay, all, both / all);
            }
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "route",
                    value,
                    "us/message",
                    limit,
                    BenchResult.rounded(value / limit),
                    rig.stopAndPeakMegabytes());
        }
    }

    /** Microseconds so far, as the product's meters have them. */
    private record Routing(double plan, double reserve) {
        static Routing of(SendingRig rig) throws IOException, InterruptedException {
            return new Routing(
                    rig.meter("lettermill_routing_plan_seconds_sum") * 1e6,
                    rig.meter("lettermill_routing_reserve_seconds_sum") * 1e6);
        }

        /** What came since, for each message. */
        Routing since(Routing before, int messages) {
            return new Routing((plan - before.plan) / messages, (reserve - before.reserve) / messages);
        }
    }
}
